// The part of the bundler's interface that script/build.mjs uses; it brings no types itself.

declare module '@vercel/ncc' {
  interface Options {
    cache: false;
    /** The chunks' names end in it. */
    filename: string;
    quiet: boolean;
    sourceMap: false;
  }

  export default function ncc(
    entry: string,
    options: Options,
  ): Promise<{ code: string; assets: Record<string, { source: string | Buffer; permissions: number }> }>;
}

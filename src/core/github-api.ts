// What is asked of GitHub itself, beside its registry. In and out: types, so that commands know no adapter.

/** A change of one file, to be proposed as a pull request. */
export interface Proposal {
  /** of our own: it is moved, whatever it held */
  readonly branch: string;
  /** from the top of the repository */
  readonly path: string;
  readonly text: string;
  readonly title: string;
  /** Markdown */
  readonly body: string;
}

export interface ProposedChange {
  readonly number: number;
  readonly url: string;
  /** whether there was none open for the branch */
  readonly isNew: boolean;
}

export interface GithubApi {
  /** Commits a file to a branch on top of the one that the run is of, and opens or renews the pull request for it. */
  propose(proposal: Proposal): Promise<ProposedChange>;
}

/** Images of ghcr.io, which takes no deletes itself: there a manifest is a version of a package. */
export interface GithubPackages {
  /** repositories of an owner: `acme/local/base` */
  repositories(owner: string): Promise<string[]>;
  /** Takes a manifest away, and its package with the last one that has a tag. */
  remove(repository: string, digest: string): Promise<void>;
}

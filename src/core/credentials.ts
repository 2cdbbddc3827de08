/**
 * In: the parsed config.json of docker or auth.json of podman, and who is asked for.
 * Out: where that file says the login is: in itself, or with which credential helper.
 * Never reads a file, never runs a helper. Formats: docker CLI reference ("docker login", credential stores),
 * containers-auth.json(5).
 */

/** What logs in to a registry. An identity token is exchanged for an access token (OAuth 2 refresh). */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identityToken: string };

/** One place to look, in the order in which they are to be tried. */
export type CredentialPlace =
  | { readonly kind: 'inline'; readonly credentials: Credentials }
  | { readonly kind: 'helper'; readonly helper: string; readonly server: string };

/** One login as docker's config.json, for an engine that is to have no other. */
export function loginConfig(host: string, credentials: Credentials): string {
  const key = host === 'docker.io' ? HUB_KEY : host;
  const entry =
    'identityToken' in credentials
      ? { identitytoken: credentials.identityToken }
      : { auth: Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64') };
  return JSON.stringify({ auths: { [key]: entry } });
}

/** docker logs in to its Hub under this key, for history's sake. */
const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_KEYS = [HUB_KEY, 'https://index.docker.io/v1', 'index.docker.io', 'registry-1.docker.io'];

/** A helper's name becomes part of a program's name: no slash, no leading dash. */
const HELPER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The files that docker and podman keep logins in, most explicit first.
 * `home` is the home directory; of `env` REGISTRY_AUTH_FILE, DOCKER_CONFIG, XDG_RUNTIME_DIR and XDG_CONFIG_HOME count.
 */
export function credentialFiles(env: Readonly<Record<string, string | undefined>>, home: string): string[] {
  const or = (name: string, fallback: string): string => (env[name] ?? '') || fallback;
  const runtime = or('XDG_RUNTIME_DIR', '');
  return [
    ...(or('REGISTRY_AUTH_FILE', '') === '' ? [] : [or('REGISTRY_AUTH_FILE', '')]),
    `${or('DOCKER_CONFIG', `${home}/.docker`)}/config.json`,
    ...(runtime === '' ? [] : [`${runtime}/containers/auth.json`]),
    `${or('XDG_CONFIG_HOME', `${home}/.config`)}/containers/auth.json`,
  ];
}

/**
 * Where one file says the login for `host` is: the helper for this host, then the common helper, then the entry with
 * the most specific path (`host/org/app` before `host/org` before `host`). Empty when it says nothing.
 */
export function credentialPlaces(config: unknown, host: string, repository = ''): CredentialPlace[] {
  const helpers = member(config, 'credHelpers');
  const store = member(config, 'credsStore');
  const keys = authKeys(host, repository);
  const found = keys.map((key) => ({ key, helper: member(helpers, key) })).find(({ helper }) => isHelper(helper));
  const inline = keys.map((key) => inlineCredentials(member(member(config, 'auths'), key))).find((entry) => entry);
  return [
    ...(found === undefined ? [] : [helperPlace(found.helper as string, serverName(host, found.key))]),
    ...(isHelper(store) ? [helperPlace(store, serverName(host, host))] : []),
    ...(inline === undefined ? [] : [{ kind: 'inline' as const, credentials: inline }]),
  ];
}

/**
 * Reads what `docker-credential-<name> get` prints: `{"Username": ..., "Secret": ...}`, where the user `<token>` means
 * an identity token. Undefined for anything else.
 */
export function helperCredentials(printed: string): Credentials | undefined {
  try {
    const answer: unknown = JSON.parse(printed);
    return pair(member(answer, 'Username'), member(answer, 'Secret'));
  } catch {
    return undefined;
  }
}

function helperPlace(helper: string, server: string): CredentialPlace {
  return { kind: 'helper', helper: `docker-credential-${helper}`, server };
}

function isHelper(value: unknown): value is string {
  return typeof value === 'string' && HELPER.test(value);
}

/** Helpers know the Hub by docker's old key; others by the key under which they were found. */
function serverName(host: string, key: string): string {
  return host === 'docker.io' ? HUB_KEY : key;
}

/** Every key under which a login may be filed, most specific first. */
function authKeys(host: string, repository: string): string[] {
  const parts = repository === '' ? [] : repository.split('/');
  const paths = parts.map((_, index) => `${host}/${parts.slice(0, parts.length - index).join('/')}`);
  const schemes = ['https', 'http'].flatMap((scheme) =>
    ['', '/', '/v1/', '/v2/'].map((end) => `${scheme}://${host}${end}`),
  );
  return [...paths, host, ...(host === 'docker.io' ? HUB_KEYS : []), ...schemes];
}

/** An entry of `auths`: base64 of `user:password`, or an identity token; docker leaves `{}` where a helper has it. */
function inlineCredentials(entry: unknown): Credentials | undefined {
  const identityToken = member(entry, 'identitytoken');
  if (typeof identityToken === 'string' && identityToken !== '') return { identityToken };
  const auth = member(entry, 'auth');
  if (typeof auth !== 'string' || auth === '') return pair(member(entry, 'username'), member(entry, 'password'));
  const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : pair(text.slice(0, colon), text.slice(colon + 1));
}

function pair(username: unknown, password: unknown): Credentials | undefined {
  if (typeof username !== 'string' || typeof password !== 'string' || username === '' || password === '')
    return undefined;
  return username === '<token>' ? { identityToken: password } : { username, password };
}

/** An object's own member: `__proto__` and its like are no host names. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/**
 * In: a request for a registry and ways to send it and to find a login. Out: its answer, logged in where one was asked for,
 * behind redirects where there were some.
 * Never lets `Authorization` go to another origin than the registry's, never logs in twice for one request.
 */
import type { Credentials } from './credentials.ts';
import { bytesBody, readBody, type HttpAnswer, type HttpRequest, type SendHttp } from './http.ts';
import { isRegistryError, registryError, type RegistryError } from './image-store.ts';
import { basicAuth, nextHop, parseChallenges, parseToken, refusalError, tokenRequest } from './registry-protocol.ts';
import type { Challenge, Endpoint } from './registry-protocol.ts';

/** What a request is about: where it goes, what its login must allow, and what people are told. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly repository: string;
  readonly scopes: readonly string[];
  readonly writing: boolean;
  /** `manifest 1.2 of org/app` */
  readonly what: string;
}

interface World {
  readonly send: SendHttp;
  readonly credentials: (host: string, repository: string) => Promise<Credentials | undefined>;
  readonly now: () => number;
}

const NO_LOGIN = 'it wants a login, and there is none for it: log in before, or give the action a login step';
const BAD_LOGIN = 'the login for it is not accepted: its password or token is wrong, or has run out';

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_HOPS = 5;
const MOST_TOKEN = 1024 * 1024;

/**
 * Gives the function that asks. Logins are kept for as long as the registry takes them, per origin and scopes; requests that
 * need the same one at the same time share it. 401 behind a fresh login is an error that says what is wrong with it.
 */
export function openLogin(world: World): (to: Target, request: HttpRequest) => Promise<HttpAnswer> {
  const logins = new Map<string, Promise<string>>();

  function login(key: string, to: Target, answer: HttpAnswer): Promise<string> {
    const fresh = authorize(world, to, answer);
    logins.set(key, fresh);
    fresh.catch(() => logins.delete(key));
    return fresh;
  }

  return async function ask(to, request) {
    const key = [to.endpoint.origin, ...to.scopes].join(' ');
    const used = logins.get(key);
    const answer = await follow(world.send, to, request, await used);
    if (answer.status !== 401) return answer;
    answer.discard();
    // Another request may have renewed the login meanwhile.
    const current = logins.get(key);
    const next = current === undefined || current === used ? login(key, to, answer) : current;
    const again = await follow(world.send, to, request, await next);
    if (again.status !== 401) return again;
    again.discard();
    throw await notAccepted(world, to, again);
  };
}

/** Sends a request and, where it only reads, goes where it is sent on. */
async function follow(
  send: SendHttp,
  to: Target,
  request: HttpRequest,
  authorization: string | undefined,
): Promise<HttpAnswer> {
  const { origin, host } = to.endpoint;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  let url = request.url;
  for (let hops = 0; hops <= MOST_HOPS; hops++) {
    const own = url.origin === origin;
    const headers = { ...request.headers, ...(own && authorization !== undefined && { authorization }) };
    const answer = await send({ ...request, url, headers, ...(own && { host }) });
    const location = answer.headers.location;
    if (!reading || !REDIRECTS.includes(answer.status) || location === undefined) return answer;
    answer.discard();
    const next = nextHop(url, location);
    if (next === undefined) throw registryError('protocol', host, `${to.what}: sent on to where we must not go`);
    url = next;
  }
  throw registryError('protocol', host, `${to.what}: sent on more than ${MOST_HOPS} times`);
}

/** The `Authorization` that a 401 asks for: a token where the registry has a token server, else the password itself. */
async function authorize(world: World, to: Target, answer: HttpAnswer): Promise<string> {
  const { host } = to.endpoint;
  const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  const credentials = await findCredentials(world, to);
  if (bearer !== undefined) return `Bearer ${await fetchToken(world, to, bearer, credentials)}`;
  if (!challenges.some(({ scheme }) => scheme === 'basic')) {
    throw registryError('unauthorized', host, `${to.what}: it wants a login in a way that we do not know`);
  }
  if (credentials === undefined || !('username' in credentials)) {
    throw registryError('unauthorized', host, `${to.what}: ${NO_LOGIN}`);
  }
  return basicAuth(credentials);
}

/** Why a fresh login does not do: it lacks the rights, it is wrong, or there is none and nobody gets in without. */
async function notAccepted(world: World, to: Target, answer: HttpAnswer): Promise<RegistryError> {
  const { what, writing, endpoint } = to;
  const words = `HTTP 401 for ${what}`;
  const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
  const hasLogin = (await findCredentials(world, to)) !== undefined;
  if (!hasLogin) return registryError('unauthorized', endpoint.host, `${words}: ${NO_LOGIN}`);
  if (challenges.some(({ params }) => params.get('error') === 'insufficient_scope')) {
    const rights = writing ? 'write to' : 'read';
    return registryError(
      'denied',
      endpoint.host,
      `${words}: the login is good, but may not ${rights} ${to.repository}`,
    );
  }
  return registryError('unauthorized', endpoint.host, `${words}: ${BAD_LOGIN}`);
}

async function findCredentials(world: World, { endpoint, repository }: Target): Promise<Credentials | undefined> {
  try {
    return await world.credentials(endpoint.host, repository);
  } catch (cause) {
    if (isRegistryError(cause)) throw cause;
    throw registryError('unauthorized', endpoint.host, 'the login for it could not be looked up', { cause });
  }
}

async function fetchToken(
  world: World,
  to: Target,
  challenge: Challenge,
  credentials: Credentials | undefined,
): Promise<string> {
  const { host, origin } = to.endpoint;
  const request = tokenRequest(challenge, to.scopes, credentials, origin);
  if (request === undefined) throw registryError('protocol', host, 'it names no token server that may be asked');
  const { body, ...rest } = request;
  const sameHost = request.url.origin === origin;
  const answer = await world.send({
    ...rest,
    ...(sameHost && { host }),
    ...(body !== undefined && { body: bytesBody(body) }),
  });
  const bytes = await readBody(answer, host, MOST_TOKEN);
  if (answer.status !== 200) {
    const { status } = answer;
    const what = `a token for ${to.repository} from ${request.url.host}`;
    const refusal = { status, what, writing: false, retryAfter: answer.headers['retry-after'], body: bytes };
    // A token server that refuses the password says so itself; without a password it has nothing to refuse.
    if (status === 401) throw registryError('unauthorized', host, `HTTP 401 for ${what}: ${BAD_LOGIN}`);
    throw refusalError(host, refusal, world.now());
  }
  const token = parseToken(bytes);
  if (token === undefined) throw registryError('protocol', host, `no token in the answer of ${request.url.host}`);
  return token;
}

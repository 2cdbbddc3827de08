// What is kept where in a registry, or in the local store. In: a catalog's registry and a node. Out: references.
// The one place that makes repository names; never asks whether anything is there.

import type { Catalog } from './catalog.ts';
import type { Node } from './graph.ts';
import type { Reference } from './reference.ts';

/** Stands for a registry where there is none: engines never pull from it by themselves. */
export const LOCAL_REGISTRY = 'localhost';

/** The repository of a node's target: `<registry>/<section>/<name>`. */
export function targetRepository(catalog: Catalog, node: Node): Reference {
  return repository(catalog, node, node.name);
}

/** The repository of a node's builder: `<registry>/<section>/builder-<name>`. */
export function builderRepository(catalog: Catalog, node: Node): Reference {
  return repository(catalog, node, node.kind === 'builder' ? node.name : `builder-${node.name}`);
}

/** The commit record of a node: of an image its target, of an initial builder its scratch. */
export function contentReference(catalog: Catalog, node: Node, fingerprint: string): Reference {
  const place = node.kind === 'builder' ? builderRepository(catalog, node) : targetRepository(catalog, node);
  return { ...place, tag: fingerprint };
}

/** A target that is there, but whose test has not passed yet. */
export function untestedReference(catalog: Catalog, node: Node, fingerprint: string): Reference {
  return { ...targetRepository(catalog, node), tag: `${fingerprint}-untested` };
}

/** A target that has passed the tests and the budget that `demands` stands for: a further name beside its content tag. */
export function passedReference(catalog: Catalog, node: Node, fingerprint: string, demands: string): Reference {
  return { ...targetRepository(catalog, node), tag: `${fingerprint}-passed-${demands}` };
}

/** True for tags that only this program reads: of content, of tests, of what refers to an image. */
export function isOwnTag(tag: string): boolean {
  return /^f\d+-[0-9a-f]{32}(-|$)/.test(tag) || /^sha(256|512)-[0-9a-f]{64,}/.test(tag);
}

/** The builder image of a node. */
export function builderReference(catalog: Catalog, node: Node, fingerprint: string): Reference {
  return { ...builderRepository(catalog, node), tag: fingerprint };
}

/** `builder-core` stays in the engine: every scratch of the same core starts from it. */
export function coreReference(core: string): Reference {
  return { registry: LOCAL_REGISTRY, repository: 'gentoo-image-builder/builder-core', tag: core };
}

/** A target in the engine for its test only; `random` tells runs apart. */
export function testReference(random: string): Reference {
  return { registry: LOCAL_REGISTRY, repository: 'gentoo-image-builder/test', tag: random };
}

/** Where `cache: registry` keeps what a file's images need between jobs: `<registry>/<section of the file>/cache`. */
export function cacheRepository(registry: string, section: string): Reference {
  const [host = LOCAL_REGISTRY, ...path] = registry.split('/');
  return { registry: host, repository: [...path, section, 'cache'].filter((part) => part !== '').join('/') };
}

/** `ghcr.io/acme` is a host and the path that everything lies below. */
function repository(catalog: Catalog, node: Node, name: string): Reference {
  const [host = LOCAL_REGISTRY, ...path] = (catalog.registry ?? LOCAL_REGISTRY).split('/');
  const parts = [...path, node.section, name].filter((part) => part !== '');
  return { registry: host, repository: parts.join('/') };
}

// Made by script/generate.mjs from images.schema.json. Do not edit.
import type { ErrorObject } from 'ajv';

/** Says whether a value is an images file by its schema; if not, `errors` says all that is wrong. */
export declare const validate: {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
};

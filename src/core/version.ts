// The version of this program, which a test holds to package.json, and where its action is.

export const VERSION = '0.1.0';

/** This action where a user names no other place of it. */
export const ACTION = 'org/gentoo-image-builder@v1';

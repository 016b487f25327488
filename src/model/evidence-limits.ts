import type { Call, EvidenceKind } from './call-schema.js';

const MB = 1_048_576;

/** How much evidence an application may have, and of which kinds. */
export interface EvidenceLimits {
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of all files together. */
  readonly all: number;
  readonly files: number;
  readonly kinds: readonly EvidenceKind[];
  /** Whether files of a media type are taken. */
  takes(mediaType: string): boolean;
}

const mediaTypes: Readonly<Record<EvidenceKind, RegExp>> = {
  pdf: /^application\/pdf$/,
  image: /^image\//,
  word: /^application\/(msword$|.*wordprocessingml)/,
  excel: /^application\/(vnd\.ms-excel$|.*spreadsheetml)/,
  opendocument: /^application\/vnd\.oasis\.opendocument\./,
};

/** The limits of a call; what it leaves out is 20 MB a file, 100 MB together, 60 files, every kind. */
export function limitsOf({ evidence = {} }: Pick<Call, 'evidence'>): EvidenceLimits {
  const { fileMB = 20, totalMB = 100, files = 60, types } = evidence;
  const kinds = types ?? (Object.keys(mediaTypes) as EvidenceKind[]);
  return {
    file: Math.min(fileMB, totalMB) * MB,
    all: totalMB * MB,
    files,
    kinds,
    // Without a list it is whoever receives them that knows more types.
    takes: (mediaType) => !types || types.some((kind) => mediaTypes[kind].test(mediaType)),
  };
}

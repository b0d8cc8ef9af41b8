/** What the probe is told. */
export interface ListJob {
  readonly file: string;
  /** A file that replaces the first. */
  readonly next: string;
  /** Base64 of the DER of who signed the lists. */
  readonly authority: string;
  /** Base64 of the DER of a certificate that is on neither. */
  readonly certificate: string;
}

/** What the probe answers. */
export interface ListProbeFigures {
  readonly parseSeconds: number;
  /** Milliseconds that the event loop was held up at most. */
  readonly parseDelay: number;
  /** Of 10^6 bytes, heap and buffers together. */
  readonly keptMegabytes: number;
  readonly checkMicroseconds: number;
  readonly reloadSeconds: number;
  readonly reloadDelay: number;
  /** Resident while both lists are in memory. */
  readonly peakMegabytes: number;
  /** Read, verified and packed for the database. */
  readonly packSeconds: number;
  /** As the database and each server keep it, of 10^6 bytes. */
  readonly packedMegabytes: number;
  readonly packedMicroseconds: number;
}

export interface ListFigures extends ListProbeFigures {
  readonly entries: number;
  /** Of the file, of 10^6 bytes. */
  readonly fileMegabytes: number;
}

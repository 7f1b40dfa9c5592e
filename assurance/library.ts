/** A file as it arrives from somebody: its name as they called it and its bytes, at most `evidenceLimit` of them. */
export interface ArrivingFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What came of putting a file into the library. `refused`: SharePoint will not take it (malware, no room), as a sentence. */
export type Kept =
  | { readonly is: 'kept'; readonly item: string; readonly name: string; readonly bytes: number }
  | { readonly is: 'busy'; readonly afterMs: number }
  | { readonly is: 'refused'; readonly say: string }

/** A file read back. */
export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/**
 * The library of evidence in the partnership's site (WORK R2), a folder a request. Implemented in `graph/library.ts`. The
 * name is made safe before it gets here; of two files with one name in a folder the second gets a number.
 */
export interface Library {
  put(key: string, file: ArrivingFile): Promise<Kept>
  /** Undefined where it is no longer there; a refusal where SharePoint flags malware. */
  read(item: string): Promise<KeptFile | { readonly refused: string } | undefined>
  /** Gone is as good as removed. */
  remove(item: string): Promise<{ readonly is: 'removed' } | { readonly is: 'busy'; readonly afterMs: number }>
}

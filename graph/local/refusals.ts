/**
 * What SharePoint refuses through Microsoft Graph, as local Graph answers it (PLATFORM §A). Sentences between quotation
 * marks in the sources are kept word for word, since clients tell refusals apart by them; the others are worded alike.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

const invalid = (message: string) => new Refusal(400, 'invalidRequest', message)

export const refuse = {
  /** No text was found for this answer's code; the status is documented (listitem-update). */
  stale: () => new Refusal(412, 'resourceModified', "ETag does not match current item's value"),
  /** As recorded by clients of Graph: 400, not 409. Names neither column nor value. */
  notUnique: () => invalid('One or more fields with unique constraints already has the provided value.'),
  notIndexed: (name: string) =>
    invalid(
      `Field '${name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
    ),
  threshold: () => invalid('The attempted operation is prohibited because it exceeds the list view threshold.'),
  unknownField: (name: string) => invalid(`Field '${name}' is not recognized`),
  readOnlyField: (name: string) => invalid(`Field '${name}' is read-only.`),
  badValue: (name: string, why: string) => invalid(`The value given for field '${name}' is not valid: ${why}.`),
  missing: (name: string) => invalid(`Field '${name}' is required.`),
  severalChoices: () => invalid('General exception while processing'),
  badFilter: () => invalid('The provided filter statement is not supported'),
  badQuery: (option: string) => invalid(`The query option '${option}' is not supported on this resource.`),
  badColumn: (why: string) => invalid(why),
  listNameGiven: () =>
    invalid("Cannot define a 'name' for a list as it is assigned by the server. Instead, provide 'displayName'"),
  /** Whatever else SharePoint will not take, in words of its own. */
  never: (message: string) => invalid(message),
  badArgument: () => invalid('One of the provided arguments is not acceptable.'),
  badToken: () => invalid('Provided sync token is malformed'),
  nameTaken: (message: string) => new Refusal(409, 'nameAlreadyExists', message),
  siteNotFound: () => new Refusal(404, 'itemNotFound', 'Requested site could not be found'),
  listNotFound: () => new Refusal(404, 'itemNotFound', 'The specified list was not found'),
  columnNotFound: () => new Refusal(404, 'itemNotFound', 'The specified column was not found'),
  badFileName: () => invalid('The provided name cannot contain certain characters or is reserved.'),
  fileNameTaken: () =>
    new Refusal(409, 'nameAlreadyExists', 'An item with the same name already exists under the parent'),
  badRange: (why: string, status = 400) => new Refusal(status, 'invalidRange', why),
  noUpload: () => new Refusal(404, 'itemNotFound', 'The upload session was not found'),
  notSupported: () => new Refusal(400, 'notSupported', 'This is not supported for this item.'),
  malware: () => new Refusal(403, 'malwareDetected', 'Malware was detected in the requested resource.'),
  otherMailbox: () =>
    new Refusal(
      403,
      'ErrorAccessDenied',
      'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
    ),
  noRecipient: () => new Refusal(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid."),
  itemNotFound: () => new Refusal(404, 'itemNotFound', 'The specified item was not found'),
  noSegment: (name: string) => new Refusal(400, 'BadRequest', `Resource not found for the segment '${name}'.`),
  notAllowed: (method: string) =>
    new Refusal(405, 'methodNotAllowed', `The HTTP method ${method} is not allowed on this resource.`),
  notJson: () =>
    new Refusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  badBatch: (why: string) => new Refusal(400, 'BadRequest', why),
  dependency: () => new Refusal(424, 'failedDependency', 'A request this one depends on did not succeed.'),
  expired: (location: string) =>
    new Refusal(
      410,
      'resyncChangesApplyDifferences',
      'Resync required. Replace any local items with the versions given.',
      {
        Location: location,
      },
    ),
  noToken: () =>
    new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.', { 'WWW-Authenticate': 'Bearer realm=""' }),
  badBearer: () =>
    new Refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure.', {
      'WWW-Authenticate': 'Bearer realm="", error="invalid_token"',
    }),
  tooMany: (seconds: number) =>
    new Refusal(429, 'activityLimitReached', 'The request has been throttled', { 'Retry-After': String(seconds) }),
  unavailable: (seconds: number) =>
    new Refusal(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', {
      'Retry-After': String(seconds),
    }),
}

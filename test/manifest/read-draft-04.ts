import { Ajv, type AnySchema } from 'ajv'

/**
 * Loaded before `../shared/conformance/check.mjs manifest` (`node --import ./test/manifest/read-draft-04.ts …`).
 * Teams publishes its manifest schema as JSON Schema draft-04, whose meta-schema ajv 8 does not know: it refuses the schema
 * before it has looked at a manifest. Only that look at the schema itself is passed over; the manifest is held against all of it.
 */
const validateSchema = Ajv.prototype.validateSchema
Ajv.prototype.validateSchema = function (schema: AnySchema, throwOrLogError?: boolean) {
  const isDraft04 = typeof schema === 'object' && /^http:..json-schema\.org.draft-04/.test(String(schema['$schema']))
  return isDraft04 || validateSchema.call(this, schema, throwOrLogError)
}

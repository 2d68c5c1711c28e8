// What of the two specifications is read here.
/**
 * @typedef {{[name: string]: Schema}} Schemas
 * @typedef {{$ref?: string, type?: string|string[], const?: unknown, enum?: unknown[], description?: string, format?: string, pattern?: string,
 *   properties?: Schemas, required?: string[], items?: Schema, additionalProperties?: Schema|boolean, oneOf?: Schema[], anyOf?: Schema[],
 *   allOf?: Schema[], default?: unknown, examples?: unknown[], minimum?: number, maximum?: number, exclusiveMinimum?: number,
 *   minLength?: number, maxLength?: number, minItems?: number}} Schema
 * @typedef {{[mediaType: string]: {schema?: Schema}}} Content
 * @typedef {{$ref?: string, name: string, in: string, required?: boolean, description?: string, schema: Schema}} Parameter
 * @typedef {{$ref?: string, description?: string, required?: boolean, schema: Schema}} HeaderLine
 * @typedef {{$ref?: string, description: string, headers?: {[name: string]: HeaderLine}, content?: Content}} Answer
 * @typedef {{operationId: string, tags: string[], summary: string, description?: string, parameters?: Parameter[],
 *   requestBody?: {content: Content}, responses: {[status: string]: Answer}, security?: {[scheme: string]: unknown}[]}} Operation
 * @typedef {{[member: string]: any}} PathItem
 * @typedef {{info: {description: string}, tags: {name: string, description: string}[], security: {[scheme: string]: unknown}[],
 *   paths: {[path: string]: PathItem}, components: {schemas: Schemas, [kind: string]: {[name: string]: any}}}} OpenAPI
 * @typedef {{summary: string, payload: Schema, examples?: {payload: unknown}[]}} Message
 * @typedef {{info: {description: string}, operations: {[name: string]: {title: string, messages: {$ref: string}[]}},
 *   components: {messages: {[name: string]: Message}, schemas: Schemas}}} AsyncAPI
 */
export {};

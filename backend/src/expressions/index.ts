export { compileTemplate, type CompiledTemplate, type TemplateProblem } from './compile-template.js';
export { ExpressionError } from './expression-error.js';
export { SCOPE_NAMES, type Scope, type ScopeName } from './scope.js';

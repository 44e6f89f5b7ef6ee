// Who may import whom. A folder that is not named here may import only what every folder may.

/** Backend: each folder's own list, besides itself and what `EVERYWHERE` names. */
const BACKEND = {
  contract: [],
  engine: ['contract'],
  expressions: ['contract'],
  connectors: ['contract', 'expressions'],
  platform: ['contract'],
  access: ['contract', 'platform'],
  broker: ['contract', 'platform', 'expressions'],
  history: ['contract', 'platform', 'engine', 'broker'],
  workflows: ['contract', 'platform', 'engine', 'connectors', 'broker'],
  connections: ['contract', 'platform', 'connectors'],
  producers: ['contract', 'platform', 'workflows', 'broker'],
  consumers: [
    ...['contract', 'platform', 'workflows', 'broker', 'history', 'connectors', 'connections', 'engine'],
    'expressions',
  ],
};

/** Frontend: what the features stand on; `app` may import everything. */
const BELOW_FEATURES = { canvas: ['api', 'ui'], 'schema-form': ['api', 'ui'], ui: ['api'], api: [] };

const folder = (root, names) => `^${root}/src/(${names.join('|')})/`;

const allowList = (root, name, allowed) => ({
  name: `${root}-${name}`,
  comment: `${name} may import ${allowed.join(', ') || 'no other folder'}`,
  severity: 'error',
  from: { path: folder(root, [name]) },
  to: { path: `^${root}/src/`, pathNot: folder(root, [name, ...allowed]) },
});

const onlyIn = (library, packages, allowed, comment) => ({
  name: `${library}-only-where-it-belongs`,
  comment,
  severity: 'error',
  from: { path: '^(backend|frontend)/src/', pathNot: allowed },
  to: { path: `(^|/)node_modules/(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-undeclared',
      comment: 'a package must be in the package.json of the workspace that imports it',
      severity: 'error',
      from: { path: '^(backend|frontend)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...Object.entries(BACKEND).map(([name, allowed]) => allowList('backend', name, allowed)),
    {
      name: 'contract-knows-zod-alone',
      severity: 'error',
      from: { path: '^backend/src/contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^backend/src/contract/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      from: { path: '^backend/src/engine/', pathNot: '\\.test(-support)?\\.ts$' },
      to: { pathNot: ['^backend/src/(engine|contract)/'] },
    },
    {
      name: 'expressions-run-in-browsers-too',
      comment: 'the sandbox of the code node is for servers; all else is previewed in the editor',
      severity: 'error',
      from: { path: '^backend/src/expressions/', pathNot: ['/sandbox/', '\\.test(-support)?\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'controllers-touch-no-repository',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.(repository|entity)\\.ts$' },
    },
    onlyIn('bullmq', 'bullmq|@nestjs/bullmq', '^backend/src/(broker|consumers)/', "the queue is the broker's affair"),
    onlyIn(
      'typeorm',
      'typeorm',
      ['\\.(entity|repository)\\.ts$', '/migrations/', '^backend/src/platform/'],
      'only entities, repositories, migrations and platform know the ORM',
    ),
    onlyIn(
      'nest',
      '@nestjs',
      [
        '^backend/src/(?!contract/|engine/|expressions/|connectors/)',
        '^backend/src/connectors/[^/]*(registry|controller|module)[^/]*$',
      ],
      'what computes knows no framework; of the connectors only the registry and its controller do',
    ),
    {
      name: 'frontend-features-stand-alone',
      comment: 'a feature imports canvas, schema-form, api and ui, and no other feature; only app knows them all',
      severity: 'error',
      from: { path: '^frontend/src/([^/]+)/', pathNot: folder('frontend', ['app', ...Object.keys(BELOW_FEATURES)]) },
      to: { path: '^frontend/src/', pathNot: ['^frontend/src/$1/', folder('frontend', Object.keys(BELOW_FEATURES))] },
    },
    ...Object.entries(BELOW_FEATURES).map(([name, allowed]) => allowList('frontend', name, allowed)),
    {
      name: 'frontend-knows-three-doors-of-the-backend',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^backend/', pathNot: '^backend/(src|dist)/(contract|engine|expressions)/index\\.' },
    },
    {
      name: 'expressions-are-previewed-in-a-worker',
      comment: 'they are large, and may take long: only the worker that previews them imports the compiler',
      severity: 'error',
      from: { path: '^frontend/src/', pathNot: '^frontend/src/schema-form/preview/(evaluate-preview|.*\\.test)\\.ts$' },
      to: { path: '^backend/(src|dist)/expressions/', dependencyTypesNot: ['type-only'] },
    },
    onlyIn('react-flow', '@xyflow', '^frontend/src/canvas/', 'React Flow stays behind its adapter'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
    combinedDependencies: true,
  },
};

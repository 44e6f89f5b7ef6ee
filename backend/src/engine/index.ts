export { refuseEdge, validateGraph, type Catalog } from './validate-graph.js';

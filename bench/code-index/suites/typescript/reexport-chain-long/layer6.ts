export * from './layer5';

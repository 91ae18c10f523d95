export * from './layer6';

export * from './layer4';

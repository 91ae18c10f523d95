export declare function d(): void;

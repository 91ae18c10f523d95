/** What a shape is compared with: plain text, or what an encoded one stands for. */
export interface Characters {
  code(index: number): number;
}

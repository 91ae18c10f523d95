export class Three {}

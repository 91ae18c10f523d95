/** A service outside of the sandbox. `localhost` is this machine; every other host is a name. */
export interface Place {
  host: string;
  port: number;
}

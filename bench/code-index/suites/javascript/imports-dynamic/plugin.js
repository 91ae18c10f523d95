export function install() {}
export const setup = () => {};
export default function start() {}

export const Close = (): unknown => <svg />;

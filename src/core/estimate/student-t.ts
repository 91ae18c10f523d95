/** 0.95 quantiles of Student's t for 1 to 30 degrees of freedom (any table of the distribution). */
const T95 = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761,
  1.753, 1.746, 1.74, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701,
  1.699, 1.697,
] as const;

/** 0.95 quantile of the normal distribution. */
export const Z95 = 1.6449;
/** 0.90 quantile of the normal distribution. */
export const Z90 = 1.2816;

/**
 * 0.95 quantile of Student's t; its two-sided use gives a 90 % interval. Degrees of freedom are
 * rounded down and are at least 1; above 30 by two terms of the Cornish–Fisher expansion (error
 * below 0.0001).
 */
export function studentT95(degreesOfFreedom: number): number {
  const whole = Math.max(1, Math.floor(degreesOfFreedom));
  const first = (Z95 ** 3 + Z95) / (4 * whole);
  const second = (5 * Z95 ** 5 + 16 * Z95 ** 3 + 3 * Z95) / (96 * whole ** 2);
  return T95[whole - 1] ?? Z95 + first + second;
}

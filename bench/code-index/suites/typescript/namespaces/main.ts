namespace Geometry {
  export function area(): number {
    return helper();
  }
  function helper(): number {
    return 1;
  }
  export namespace Inner {
    export class Point {
      norm(): number {
        return area();
      }
    }
  }
  export const unit = new Inner.Point();
}
import Point = Geometry.Inner.Point;
Geometry.area();
new Geometry.Inner.Point().norm();
const point: Geometry.Inner.Point = new Point();
point.norm();
Geometry.unit.norm();

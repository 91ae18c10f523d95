namespace Acme
{
    namespace Util
    {
        public static class Maths
        {
            public static int Square(int n) => n * n;
            public static int Cube(int n) => n * Square(n);
        }

        public static class Strings
        {
            public static string Upper(string s) => s.ToUpper();
            public static string Lower(string s) => s.ToLower();
        }
    }

    public static class Root
    {
        public static void Top() => Util.Maths.Cube(1);
    }
}

global using System;
global using Acme.Core;
global using static Acme.Core.Checks;

; inherits: ../javascript/ecma.scm, ../typescript/types.scm, ../javascript/jsx.scm

; inherits: ../javascript/ecma.scm, types.scm

(type_assertion (type_arguments (_) @as.type) (expression) @as.value) @cast

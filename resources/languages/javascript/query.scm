; inherits: ecma.scm, jsx.scm

(class_heritage (expression) @as.base)

(formal_parameters (identifier) @parameter @name @as.name)
(formal_parameters (object_pattern) @parameter @pattern.dict @as.pattern)
(formal_parameters (array_pattern) @parameter @pattern.list @as.pattern)
(formal_parameters (assignment_pattern) @parameter)
(formal_parameters (assignment_pattern left: (identifier) @as.name))
(formal_parameters (assignment_pattern left: (object_pattern) @as.pattern))
(formal_parameters (assignment_pattern left: (array_pattern) @as.pattern))
(formal_parameters (assignment_pattern right: (_) @as.value))
(formal_parameters (rest_pattern) @parameter.rest)
(formal_parameters (rest_pattern (identifier) @as.name))
(formal_parameters (rest_pattern (object_pattern) @as.pattern))
(formal_parameters (rest_pattern (array_pattern) @as.pattern))

(field_definition property: (_) @as.name) @variable.field
(field_definition property: (computed_property_name) @computed @as.name)
(field_definition value: (_) @as.value)
(field_definition "static" @flag.static)

(catch_clause body: (statement_block) @group @as.body)
(using_declaration (variable_declarator) @variable.constant)

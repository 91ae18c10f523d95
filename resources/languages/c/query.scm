; General patterns stand first; a later pattern overrides an earlier one for the same node.
(translation_unit) @module
(comment) @comment

; Expressions
(type_identifier) @type @name @as.name
(identifier) @name
(number_literal) @number
(char_literal) @number
(string_literal) @string
(concatenated_string) @string
(call_expression) @call
(sizeof_expression) @unevaluated
(alignof_expression) @unevaluated
(call_expression function: (_) @as.callee)
(argument_list (_) @as.argument)
(field_expression) @member
(field_expression argument: (_) @as.object)
(field_expression field: (_) @name @as.property)
(subscript_expression) @subscript
(subscript_expression argument: (_) @as.object)
(subscript_expression index: (_) @as.key)
(conditional_expression) @either
(conditional_expression consequence: (_) @as.value)
(conditional_expression alternative: (_) @as.value)
(binary_expression) @operation
(assignment_expression) @assign
(assignment_expression operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "^=" "|="]) @assign.augmented
(update_expression) @assign.augmented
(update_expression argument: (_) @as.left)
(assignment_expression left: (_) @as.left)
(assignment_expression right: (_) @as.right)
(cast_expression) @cast
(cast_expression type: (_) @as.type)
(cast_expression value: (_) @as.value)
(initializer_list) @list
(initializer_list (initializer_pair)) @dict
(initializer_pair) @pair
(initializer_pair designator: (field_designator (_) @name @as.key))
(initializer_pair designator: (subscript_designator (_) @as.key))
(initializer_pair value: (_) @as.value)
(compound_literal_expression) @cast
(compound_literal_expression type: (_) @as.type)
(compound_literal_expression value: (_) @as.value)

; Types
(struct_specifier name: (type_identifier) @name @as.name)
(union_specifier name: (type_identifier) @name @as.name)
(enum_specifier name: (type_identifier) @name @as.name)
(struct_specifier !body) @type
(union_specifier !body) @type
(enum_specifier !body) @type

; Declarations: the shaping of C declarators joins each declarator with the type before them
(declaration) @declare
(declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(declaration declarator: (_) @variable)
(declaration declarator: (identifier) @variable @name @as.name)
(field_declaration) @declare.field
(field_declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(field_declaration declarator: (_) @variable)
(field_declaration declarator: (field_identifier) @variable @name @as.name)
(type_definition) @declare.type
(type_definition type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(type_definition declarator: (_) @variable)
(type_definition declarator: [(type_identifier) (primitive_type)] @variable @name @as.name)
(init_declarator declarator: (identifier) @name @as.name)
(init_declarator value: (_) @as.value)
(pointer_declarator) @pointer
(pointer_declarator declarator: [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(parenthesized_declarator [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(array_declarator) @array
(array_declarator declarator: [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(attributed_declarator [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(declaration declarator: (pointer_declarator) @variable @pointer)
(field_declaration declarator: (pointer_declarator) @variable @pointer)
(type_definition declarator: (pointer_declarator) @variable @pointer)
(declaration declarator: (array_declarator) @variable @array)
(field_declaration declarator: (array_declarator) @variable @array)
(type_definition declarator: (array_declarator) @variable @array)
(function_declarator declarator: [(identifier) (field_identifier) (type_identifier)] @name @as.name) @signature
(declaration declarator: (function_declarator declarator: (identifier)) @variable @signature)
(parameter_declaration) @parameter
(parameter_declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(parameter_declaration declarator: (identifier) @name @as.name)
(variadic_parameter) @parameter.rest
(enumerator) @variable.enum_member
(enumerator name: (_) @name @as.name)
(enumerator value: (_) @as.value)

; Definitions
(function_definition) @function
(function_definition type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.result_type)
(compound_statement) @block
(function_definition body: (_) @group @as.body)
(struct_specifier body: (_) @as.body) @class.struct
(union_specifier body: (_) @as.body) @class.struct
(enum_specifier body: (_) @as.body) @class.enum
(preproc_function_def name: (_) @name @as.name) @function.macro
(preproc_function_def value: (_) @as.body)
(preproc_params (identifier) @parameter @name @as.name)
(preproc_def name: (_) @name @as.name) @function.macro @flag.object

; Statements
(return_statement) @return
(return_statement (_) @as.value)
(for_statement) @loop
(while_statement) @loop
(do_statement) @loop
(if_statement) @branch
(if_statement consequence: (_) @arm)
(if_statement consequence: (compound_statement) @arm @block)
(if_statement consequence: (return_statement) @arm @return)
(if_statement consequence: (if_statement) @arm @branch)
(if_statement consequence: (switch_statement) @arm @branch)
(if_statement consequence: [(for_statement) (while_statement) (do_statement)] @arm @loop)
(else_clause) @arm.else
(switch_statement) @branch
(case_statement) @arm
(case_statement "default") @arm.else

; Includes
(preproc_include) @include
(preproc_include path: (_) @as.source)

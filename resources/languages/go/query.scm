; Forms of Go. General patterns stand first; a later pattern overrides an earlier one for the same node. The shaping of Go (shape-go.ts)
; joins what the grammar lists apart: several names with one type, receivers with their methods, literals with their types.
(source_file) @module
(block) @block
(comment) @comment

; Expressions
(identifier) @name
[(int_literal) (float_literal) (rune_literal)] @number
[(interpreted_string_literal) (raw_string_literal)] @string
(call_expression) @call
(call_expression function: (_) @as.callee)
(call_expression arguments: (argument_list (_) @as.argument))
(call_expression function: (type_instantiation_expression (_) @as.callee))
(variadic_argument) @spread
(selector_expression) @member
(selector_expression operand: (_) @as.object)
(selector_expression field: (_) @as.property)
(index_expression) @subscript
(index_expression operand: (_) @as.object)
(index_expression index: (_) @as.key)
(slice_expression) @either
(slice_expression operand: (_) @as.value)
(parenthesized_expression) @either
(parenthesized_expression (_) @as.value)
(unary_expression) @operation
(unary_expression operator: ["&" "*"] operand: (_) @as.value) @either
(unary_expression operator: "<-" operand: (_) @as.object) @subscript
(binary_expression) @operation
(type_assertion_expression) @cast.only
(type_assertion_expression operand: (_) @as.value)
(type_assertion_expression type: (_) @as.type)
(type_conversion_expression) @cast
(type_conversion_expression operand: (_) @as.value)
(type_conversion_expression type: (_) @as.type)
(composite_literal) @literal
(composite_literal type: (_) @as.type)
(literal_value) @literal
(composite_literal body: (_) @as.body)
(keyed_element) @pair
(keyed_element key: (literal_element (_) @as.key))
(keyed_element value: (literal_element (_) @as.value))
(func_literal) @function.lambda
(func_literal body: (_) @group @as.body)

; Types
(type_identifier) @type
(qualified_type) @type
(generic_type) @type
(generic_type type: (_) @as.name)
(generic_type type_arguments: (type_arguments (type_elem (_) @as.argument)))
[(slice_type) (array_type) (implicit_length_array_type) (channel_type)] @type.list
(slice_type element: (_) @as.element)
(array_type element: (_) @as.element)
(implicit_length_array_type element: (_) @as.element)
(channel_type value: (_) @as.element)
(map_type) @type.list
(map_type value: (_) @as.element)
(map_type key: (_) @as.key)
(pointer_type) @type.union
(pointer_type (_) @as.member)
(parenthesized_type) @type.union
(parenthesized_type (_) @as.member)
(function_type) @type.function
(struct_type) @class.struct
(struct_type (field_declaration_list) @as.body)
(interface_type) @class.interface
(interface_type (type_elem (_) @as.base))

; Definitions
(package_clause) @package
(package_clause (_) @as.name)
(function_declaration) @function
(function_declaration name: (_) @as.name)
(function_declaration body: (_) @group @as.body)
(method_declaration) @function.method
(method_declaration name: (_) @name @as.name)
(method_declaration body: (_) @group @as.body)
(method_elem) @function.method
(method_elem name: (_) @name @as.name)
(parameter_declaration) @parameter
(parameter_declaration name: (_) @as.name)
(parameter_declaration type: (_) @as.type)
(variadic_parameter_declaration) @parameter.rest
(variadic_parameter_declaration name: (_) @as.name)
(variadic_parameter_declaration type: (_) @as.type)
(method_declaration receiver: (parameter_list (parameter_declaration) @parameter.self))
(function_declaration result: (_) @as.result_type)
(method_declaration result: (_) @as.result_type)
(method_elem result: (_) @as.result_type)
(func_literal result: (_) @as.result_type)
(function_type result: (_) @as.result_type)
(type_parameter_declaration name: (identifier) @as.type_parameter)
(type_spec) @class.type
(type_spec name: (_) @name @as.name)
(type_spec type: (_) @as.type)
(type_alias) @variable.alias
(type_alias name: (_) @name @as.name)
(type_alias type: (_) @as.value)
(field_declaration) @variable.field
(field_declaration name: (_) @name @as.name)
(field_declaration type: (_) @as.type)
(const_spec) @variable.constant
(const_spec name: (identifier) @as.name)
(const_spec type: (_) @as.type)
(const_spec value: (expression_list (_) @as.value))
(var_spec) @variable
(var_spec name: (_) @as.name)
(var_spec type: (_) @as.type)
(var_spec value: (expression_list (_) @as.value))
(short_var_declaration) @variable.let
(short_var_declaration left: (expression_list (_) @as.name))
(short_var_declaration right: (expression_list (_) @as.value))

; Statements
(assignment_statement) @assign
(assignment_statement operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "^=" "|=" "&^="]) @assign.augmented
(assignment_statement left: (expression_list (_) @as.left))
(assignment_statement right: (expression_list (_) @as.right))
(send_statement) @assign.send
(send_statement channel: (_) @as.left)
(send_statement value: (_) @as.right)
(receive_statement) @assign
(receive_statement ":=") @variable.let
(receive_statement left: (expression_list (_) @as.left))
(receive_statement right: (_) @as.right)
(receive_statement left: (expression_list (_) @as.name) ":=" right: (_) @as.value)
(return_statement) @return
(return_statement (expression_list (_) @as.value))
(for_statement) @loop
(for_statement (range_clause)) @iterate
(for_statement (range_clause ":=") @flag.declares)
(range_clause left: (expression_list (_) @as.left))
(range_clause right: (_) @as.right)
(if_statement) @block @branch
(if_statement consequence: (_) @arm @block)
(if_statement alternative: (block) @arm.else @block)
(if_statement alternative: (if_statement) @arm.else @block @branch)
(expression_switch_statement) @block @branch
(expression_case) @arm @block
(default_case) @arm.else @block
(select_statement) @branch
(communication_case) @arm @block
(type_switch_statement) @block @branch.types
(type_switch_statement alias: (expression_list (identifier) @as.alias))
(type_switch_statement value: (_) @as.value)
(type_case) @arm @block
(type_case type: (_) @as.type)

; Imports
(import_spec) @import
(import_spec path: (_) @as.source)
(import_spec name: (package_identifier) @as.alias)
(import_spec name: (dot) @star)
(import_spec name: (blank_identifier) @as.blank)

; Forms of Java. General patterns stand first; a later pattern overrides an earlier one for the same node.
(program) @module
(block) @block
[(line_comment) (block_comment)] @comment

; Expressions
(identifier) @name
[(decimal_integer_literal) (hex_integer_literal) (decimal_floating_point_literal) (character_literal)] @number
(string_literal) @string
(this) @this
(super) @super
(field_access) @member
(field_access object: (_) @as.object)
(field_access field: (_) @as.property)
(scoped_identifier) @member
(scoped_identifier scope: (_) @as.object)
(scoped_identifier name: (_) @as.property)
(method_invocation) @call
(method_invocation !object name: (_) @as.callee)
(method_invocation object: (_) @as.object)
(method_invocation object: (_) name: (_) @as.property)
(argument_list (_) @as.argument)
(object_creation_expression) @new
(object_creation_expression type: (_) @as.callee)
(object_creation_expression (class_body) @class @as.anonymous)
(explicit_constructor_invocation) @call.constructor
(explicit_constructor_invocation constructor: (_) @as.callee)
(array_access) @subscript
(array_access array: (_) @as.object)
(array_access index: (_) @as.key)
(array_creation_expression) @cast
(array_creation_expression type: (_) @as.element)
(array_creation_expression value: (_) @as.value)
(array_initializer) @list
(cast_expression) @cast.only
(cast_expression type: (_) @as.type)
(cast_expression value: (_) @as.value)
(parenthesized_expression) @either
(parenthesized_expression (_) @as.value)
(ternary_expression) @either
(ternary_expression consequence: (_) @as.value)
(ternary_expression alternative: (_) @as.value)
(binary_expression) @operation
(unary_expression) @operation
(update_expression) @operation
(instanceof_expression) @test
(instanceof_expression left: (_) @as.left)
(instanceof_expression right: (_) @as.type)
(instanceof_expression name: (_) @as.name)
(assignment_expression) @assign
(assignment_expression operator: ["+=" "-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>=" ">>>="]) @assign.augmented
(assignment_expression left: (_) @as.left)
(assignment_expression right: (_) @as.right)
(lambda_expression) @function.lambda
(lambda_expression parameters: (identifier) @parameter @name @as.name)
(inferred_parameters (identifier) @parameter @name @as.name)
(lambda_expression body: (_) @as.result)
(lambda_expression body: (block) @group @as.body)
(method_reference) @reference
(method_reference . (_) @as.object)
(method_reference (identifier) @as.property .)
(method_reference "new" @flag.new)
(switch_expression) @branch
(switch_expression condition: (_) @as.subject)
(class_literal) @external

; Types
(type_identifier) @type
(scoped_type_identifier) @type
(generic_type) @type
(generic_type . (_) @as.name)
(generic_type (type_arguments (_) @as.argument))
(array_type) @type.list
(array_type element: (_) @as.element)
(wildcard) @type.union
(wildcard (_) @as.member)
(annotated_type) @type.union
(annotated_type [(type_identifier) (scoped_type_identifier) (generic_type) (array_type)] @as.member)
[(integral_type) (floating_point_type) (boolean_type) (void_type)] @type.plain

; Definitions
(package_declaration) @package
(package_declaration [(identifier) (scoped_identifier)] @as.name)
(class_declaration) @class
(interface_declaration) @class.interface
(annotation_type_declaration) @class.interface
(enum_declaration) @class.enum
(record_declaration) @class.record
(class_declaration name: (_) @as.name)
(interface_declaration name: (_) @as.name)
(annotation_type_declaration name: (_) @as.name)
(enum_declaration name: (_) @as.name)
(record_declaration name: (_) @as.name)
(class_declaration body: (_) @as.body)
(interface_declaration body: (_) @as.body)
(annotation_type_declaration body: (_) @as.body)
(enum_declaration body: (_) @as.body)
(record_declaration body: (_) @as.body)
(superclass (_) @as.base)
(super_interfaces (type_list (_) @as.base))
(extends_interfaces (type_list (_) @as.base))
(type_parameter (type_identifier) @as.type_parameter)
(class_declaration (modifiers "abstract" @flag.abstract))
(method_declaration) @function.method
(method_declaration name: (_) @as.name)
(method_declaration type: (_) @as.result_type)
(method_declaration body: (_) @group @as.body)
(method_declaration (modifiers "static" @flag.static))
(method_declaration (modifiers "abstract" @flag.abstract))
(annotation_type_element_declaration) @function.method
(annotation_type_element_declaration name: (_) @as.name)
(constructor_declaration) @function.constructor
(constructor_declaration name: (_) @as.name)
(constructor_declaration body: (_) @group @as.body)
(compact_constructor_declaration) @function.constructor @flag.compact
(compact_constructor_declaration name: (_) @as.name)
(compact_constructor_declaration body: (_) @group @as.body)
(formal_parameter) @parameter
(formal_parameter name: (_) @as.name)
(formal_parameter type: (_) @as.type)
(spread_parameter) @parameter.rest
(spread_parameter [(type_identifier) (scoped_type_identifier) (generic_type) (array_type)] @as.type)
(spread_parameter (variable_declarator name: (_) @as.name))
(field_declaration) @variable.field
(field_declaration type: (_) @as.type)
(field_declaration declarator: (variable_declarator name: (_) @as.name))
(field_declaration declarator: (variable_declarator value: (_) @as.value))
(constant_declaration) @variable.field
(constant_declaration type: (_) @as.type)
(constant_declaration declarator: (variable_declarator name: (_) @as.name))
(constant_declaration declarator: (variable_declarator value: (_) @as.value))
(local_variable_declaration) @variable.let
(local_variable_declaration type: (_) @as.type)
(local_variable_declaration declarator: (variable_declarator name: (_) @as.name))
(local_variable_declaration declarator: (variable_declarator value: (_) @as.value))
(enum_constant) @variable.enum_member
(enum_constant name: (_) @as.name)
(enum_constant body: (class_body) @class @as.anonymous)
(static_initializer (block) @block)
(class_body (block) @block)

; Statements
(return_statement) @return
(return_statement (_) @as.value)
(throw_statement) @throw
(if_statement) @branch
(if_statement consequence: (_) @arm)
(if_statement consequence: (block) @arm @block)
(if_statement consequence: (return_statement) @arm @return)
(if_statement consequence: (throw_statement) @arm @throw)
(if_statement alternative: (_) @arm.else)
(if_statement alternative: (block) @arm.else @block)
(if_statement alternative: (return_statement) @arm.else @return)
(if_statement alternative: (throw_statement) @arm.else @throw)
(if_statement alternative: (if_statement) @arm.else @branch)
(for_statement) @loop
(while_statement) @loop
(do_statement) @loop
(enhanced_for_statement) @iterate @flag.declares
(enhanced_for_statement name: (_) @variable.let @name @as.left)
(enhanced_for_statement type: (_) @as.type)
(enhanced_for_statement value: (_) @as.right)
(try_statement) @branch.try
(try_statement body: (_) @arm @block)
(try_with_resources_statement) @block @branch.try
(try_with_resources_statement body: (_) @arm @block)
(catch_clause) @arm @block @catch
(catch_formal_parameter name: (_) @as.left)
(catch_type) @type.union @as.type
(catch_type (_) @as.member)
(finally_clause) @arm
(resource) @variable.let
(resource name: (_) @as.name)
(resource type: (_) @as.type)
(resource value: (_) @as.value)
(switch_rule) @arm @block
(switch_block_statement_group) @arm @block
(switch_label) @label
(switch_rule (expression_statement (_) @as.value))
(yield_statement) @result
(yield_statement (_) @as.value)
(type_pattern) @test
(type_pattern . (_) @as.type)
(type_pattern (identifier) @as.name .)
(record_pattern) @test
(record_pattern . (_) @as.type)
(record_pattern_component) @test
(record_pattern_component . (_) @as.type)
(record_pattern_component (identifier) @as.name .)

; Annotations are no calls of the program.
[(marker_annotation) (annotation)] @annotation

; Imports
(import_declaration) @import
(import_declaration (scoped_identifier) @as.source)
(import_declaration (identifier) @as.source)
(import_declaration "static" @flag.static)
(import_declaration (asterisk) @star)

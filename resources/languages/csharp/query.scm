; Forms of C#. General patterns stand first; a later pattern overrides an earlier one for the same node.
(compilation_unit) @module
(block) @block
(comment) @comment

; Expressions
(identifier) @name
[(integer_literal) (real_literal) (character_literal)] @number
[(string_literal) (verbatim_string_literal) (raw_string_literal)] @string
"this" @this
"base" @super
(generic_name) @generic
(generic_name . (identifier) @as.name)
(generic_name (type_argument_list (_) @as.argument))
(member_access_expression) @member
(member_access_expression expression: (_) @as.object)
(member_access_expression name: (_) @as.property)
(conditional_access_expression) @conditional
(conditional_access_expression condition: (_) @as.object)
(member_binding_expression) @binding
(member_binding_expression name: (_) @as.property)
(element_binding_expression) @binding.element
(qualified_name) @member
(qualified_name qualifier: (_) @as.object)
(qualified_name name: (_) @as.property)
(alias_qualified_name) @member.alias
(alias_qualified_name alias: (_) @as.object)
(alias_qualified_name name: (_) @as.property)
(invocation_expression) @call
(invocation_expression function: (_) @as.callee)
(argument_list (argument (_) @as.argument))
(argument_list (argument name: (identifier) @as.name (_) @as.value) @keyword)
(object_creation_expression) @new
(object_creation_expression type: (_) @as.callee)
(object_creation_expression initializer: (_) @as.initializer)
(implicit_object_creation_expression) @new.implicit
(implicit_object_creation_expression (initializer_expression) @as.initializer)
(element_access_expression) @subscript
(element_access_expression expression: (_) @as.object)
(element_access_expression subscript: (bracketed_argument_list (argument (_) @as.key)))
(array_creation_expression) @cast
(array_creation_expression type: (_) @as.type)
(array_creation_expression (initializer_expression) @list @as.value)
(implicit_array_creation_expression) @either
(implicit_array_creation_expression (initializer_expression) @list @as.value)
(initializer_expression) @list
(collection_expression) @list
(collection_element (spread_element (_) @as.value) @spread)
(tuple_expression) @list
(tuple_expression (argument (_) @as.element))
(cast_expression) @cast.only
(cast_expression type: (_) @as.type)
(cast_expression value: (_) @as.value)
(as_expression) @cast.only
(as_expression left: (_) @as.value)
(as_expression right: (_) @as.type)
(parenthesized_expression) @either
(parenthesized_expression (_) @as.value)
(conditional_expression) @either
(conditional_expression consequence: (_) @as.value)
(conditional_expression alternative: (_) @as.value)
(binary_expression) @operation
(binary_expression operator: "??") @either
(binary_expression left: (_) @as.value operator: "??" right: (_) @as.value)
(prefix_unary_expression) @operation
(postfix_unary_expression) @either
(postfix_unary_expression (_) @as.value "!")
(is_expression) @operation
(is_pattern_expression) @operation
(declaration_pattern) @test
(declaration_pattern type: (_) @as.type)
(declaration_pattern name: (_) @as.name)
(recursive_pattern) @test
(recursive_pattern type: (_) @as.type)
(recursive_pattern name: (_) @as.name)
(type_pattern) @test
(constant_pattern) @label
(declaration_expression) @variable.let
(declaration_expression type: (_) @as.type)
(declaration_expression name: (_) @as.name)
(assignment_expression) @assign
(assignment_expression operator: ["-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>="]) @assign.augmented
(assignment_expression left: (_) @as.left)
(assignment_expression right: (_) @as.right)
(await_expression) @await
(await_expression (_) @as.value)
(lambda_expression) @function.lambda
(lambda_expression parameters: (implicit_parameter) @parameter @name @as.name)
(lambda_expression body: (_) @as.result)
(lambda_expression body: (block) @group @as.body)
(anonymous_method_expression) @function.lambda
(anonymous_method_expression (block) @group @as.body)
(with_expression) @either
(with_expression . (_) @as.value)
(switch_expression) @branch
(switch_expression_arm) @arm @block
(switch_expression_arm (_) @as.value .)
(throw_expression) @throw
(query_expression) @query
(from_clause) @iterate @flag.declares
(from_clause name: (_) @variable.let @name @as.left)
(from_clause (_) @as.right .)
(typeof_expression) @external
(sizeof_expression) @external
(default_expression) @external
(interpolated_string_expression) @operation

; Types
(predefined_type) @type.plain
(implicit_type) @type.inferred
(array_type) @type.list
(array_type type: (_) @as.element)
(nullable_type) @type.union
(nullable_type type: (_) @as.member)
(pointer_type) @type.union
(pointer_type type: (_) @as.member)
(ref_type) @type.union
(ref_type type: (_) @as.member)
(tuple_type) @type.tuple
(tuple_element type: (_) @as.member)

; Definitions
(namespace_declaration) @class.namespace
(namespace_declaration name: (_) @as.name)
(namespace_declaration body: (_) @as.body)
(file_scoped_namespace_declaration) @package
(file_scoped_namespace_declaration name: (_) @as.name)
(class_declaration) @class
(class_declaration name: (_) @as.name)
(class_declaration body: (_) @as.body)
(struct_declaration) @class.struct
(struct_declaration name: (_) @as.name)
(struct_declaration body: (_) @as.body)
(record_declaration) @class.record
(record_declaration name: (_) @as.name)
(record_declaration body: (_) @as.body)
(interface_declaration) @class.interface
(interface_declaration name: (_) @as.name)
(interface_declaration body: (_) @as.body)
(enum_declaration) @class.enum
(enum_declaration name: (_) @as.name)
(enum_declaration body: (_) @as.body)
(enum_member_declaration) @variable.enum_member
(enum_member_declaration name: (_) @as.name)
(delegate_declaration) @class.delegate
(delegate_declaration name: (_) @as.name)
(base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @as.base)
(base_list (primary_constructor_base_type type: (_) @as.base))
(enum_declaration (base_list (_) @type.plain @as.underlying))
(type_parameter name: (_) @as.type_parameter)
(type_parameter_constraints_clause) @constraint
(class_declaration (modifier) @flag.modifier)
(modifier) @modifier
(method_declaration) @function.method
(method_declaration name: (_) @as.name)
(method_declaration returns: (_) @as.result_type)
(method_declaration body: (block) @group @as.body)
(method_declaration body: (arrow_expression_clause (_) @as.result))
(explicit_interface_specifier) @interface
(local_function_statement) @function
(local_function_statement name: (_) @as.name)
(local_function_statement type: (_) @as.result_type)
(local_function_statement body: (block) @group @as.body)
(local_function_statement body: (arrow_expression_clause (_) @as.result))
(constructor_declaration) @function.constructor
(constructor_declaration name: (_) @as.name)
(constructor_declaration body: (block) @group @as.body)
(constructor_declaration body: (arrow_expression_clause (_) @as.result))
(constructor_initializer) @call.constructor
(constructor_initializer "this" @this @as.callee)
(constructor_initializer "base" @super @as.callee)
(destructor_declaration) @function.finalizer
(destructor_declaration name: (_) @as.name)
(destructor_declaration body: (_) @group @as.body)
(operator_declaration) @function.operator
(operator_declaration type: (_) @as.result_type)
(operator_declaration body: (block) @group @as.body)
(operator_declaration body: (arrow_expression_clause (_) @as.result))
(conversion_operator_declaration) @function.operator
(conversion_operator_declaration type: (_) @as.result_type)
(conversion_operator_declaration body: (block) @group @as.body)
(conversion_operator_declaration body: (arrow_expression_clause (_) @as.result))
(indexer_declaration) @property.indexer
(indexer_declaration type: (_) @as.type)
(indexer_declaration value: (arrow_expression_clause (_) @as.getter))
(property_declaration) @property
(property_declaration name: (_) @as.name)
(property_declaration type: (_) @as.type)
(property_declaration value: (arrow_expression_clause (_) @as.getter))
(property_declaration value: (_) @as.value)
(property_declaration value: (arrow_expression_clause) @as.arrow)
(event_declaration) @property.event
(event_declaration name: (_) @as.name)
(event_declaration type: (_) @as.type)
(accessor_declaration) @accessor
(accessor_declaration name: "get" @flag.get)
(accessor_declaration body: (block) @group @as.body)
(accessor_declaration body: (arrow_expression_clause (_) @as.result))
(parameter) @parameter
(parameter name: (_) @as.name)
(parameter type: (_) @as.type)
(parameter (modifier) @as.modifier)
(parameter name: (_) "=" (_) @as.value)
(parameter_list type: (_) @as.rest_type name: (_) @as.rest_name)
(variable_declaration) @variable
(variable_declaration type: (_) @as.type)
(variable_declarator name: (_) @as.name)
(variable_declarator name: (_) "=" (_) @as.value)
(variable_declarator (tuple_pattern) @pattern.list @as.pattern)
(variable_declarator (tuple_pattern) "=" (_) @as.value)
(field_declaration) @field
(event_field_declaration) @field

; Statements
(global_statement) @group
(return_statement) @return
(return_statement (_) @as.value)
(throw_statement) @throw
(yield_statement) @yield
(yield_statement (_) @as.value)
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
(foreach_statement) @iterate @flag.declares
(foreach_statement "await" @flag.async)
(foreach_statement type: (_) @as.type)
(foreach_statement left: (identifier) @variable.let @name @as.left)
(foreach_statement left: (tuple_pattern) @pattern.list @as.left)
(foreach_statement right: (_) @as.right)
(using_statement) @block
(try_statement) @branch.try
(try_statement body: (_) @arm @block)
(catch_clause) @arm @block @catch
(catch_declaration name: (_) @as.left)
(catch_declaration type: (_) @as.type)
(finally_clause) @arm
(switch_statement) @branch
(switch_section) @arm @block
(attribute_list) @annotation
(tuple_pattern) @pattern.list

; Imports
(using_directive) @import
(using_directive name: (_) @as.alias)
(using_directive "static" @flag.static)
(using_directive "global" @flag.global)
(using_directive [(identifier) (qualified_name) (alias_qualified_name) (generic_name)] @as.source .)

; `this` is a word of the grammar, which the wildcards above do not see.
(argument_list (argument "this" @as.argument))
(argument_list (argument name: (identifier) "this" @as.value))
(return_statement "this" @as.value)
(method_declaration body: (arrow_expression_clause "this" @as.result))
(local_function_statement body: (arrow_expression_clause "this" @as.result))
(property_declaration value: (arrow_expression_clause "this" @as.getter))
(accessor_declaration body: (arrow_expression_clause "this" @as.result))
(lambda_expression body: "this" @as.result)
(assignment_expression right: "this" @as.right)
(variable_declarator name: (_) "=" "this" @as.value)
(conditional_expression consequence: "this" @as.value)
(conditional_expression alternative: "this" @as.value)
(cast_expression value: "this" @as.value)
(parenthesized_expression "this" @as.value)
(member_access_expression expression: "this" @as.object)
(member_access_expression expression: "base" @as.object)
(foreach_statement right: "this" @as.right)

; General patterns stand first; a later pattern overrides an earlier one for the same node.
(program) @module
(comment) @comment

; Expressions
(name) @name
(variable_name) @dollar
(dynamic_variable_name) @operation
(qualified_name) @qualified
(relative_name) @qualified.relative
(relative_scope) @relative
(integer) @number
(string) @string
(encapsed_string) @string
(heredoc) @operation
(parenthesized_expression (_) @group)
(function_call_expression) @call
(function_call_expression function: (_) @as.callee)
(member_call_expression) @method_call
(member_call_expression object: (_) @as.object)
(member_call_expression name: (_) @as.property)
(nullsafe_member_call_expression) @method_call
(nullsafe_member_call_expression object: (_) @as.object)
(nullsafe_member_call_expression name: (_) @as.property)
(scoped_call_expression) @method_call
(scoped_call_expression scope: (_) @as.object)
(scoped_call_expression name: (_) @as.property)
(arguments (argument) @argument @as.argument)
(argument name: (_) @as.name)
(variadic_unpacking) @spread
(variadic_placeholder) @placeholder
(object_creation_expression) @new
(object_creation_expression . (_) @as.callee)
(member_access_expression) @member
(member_access_expression object: (_) @as.object)
(member_access_expression name: (_) @as.property)
(nullsafe_member_access_expression) @member
(nullsafe_member_access_expression object: (_) @as.object)
(nullsafe_member_access_expression name: (_) @as.property)
(scoped_property_access_expression) @member
(scoped_property_access_expression scope: (_) @as.object)
(scoped_property_access_expression name: (_) @as.property)
(class_constant_access_expression) @constant_of
(class_constant_access_expression . (_) @as.object)
(class_constant_access_expression (_) @as.property .)
(subscript_expression) @subscript
(subscript_expression . (_) @as.object)
(subscript_expression . (_) . (_) @as.key)
(array_creation_expression) @list
(array_creation_expression (array_element_initializer (_) . (_))) @dict
(array_element_initializer (_) . (_)) @pair
(array_element_initializer . (_) @as.key . (_) @as.value)
(list_literal) @pattern.list
(conditional_expression) @either
(conditional_expression body: (_) @as.value)
(conditional_expression alternative: (_) @as.value)
(conditional_expression condition: (_) @as.condition)
(binary_expression) @operation
(binary_expression operator: "??") @either
(binary_expression operator: "??" left: (_) @as.value right: (_) @as.value)
(match_expression) @either
(match_conditional_expression return_expression: (_) @as.value)
(match_default_expression return_expression: (_) @as.value)
(assignment_expression) @assign
(assignment_expression left: (_) @as.left)
(assignment_expression right: (_) @as.right)
(reference_assignment_expression) @assign
(reference_assignment_expression left: (_) @as.left)
(reference_assignment_expression right: (_) @as.right)
(augmented_assignment_expression) @assign.augmented
(augmented_assignment_expression operator: "??=") @assign.or
(update_expression) @assign.step
(update_expression argument: (_) @as.left)
(augmented_assignment_expression left: (_) @as.left)
(augmented_assignment_expression right: (_) @as.right)
(yield_expression) @yield
(yield_expression (_) @as.value)
(clone_expression) @group

; Types
(named_type) @type
(named_type (name) @name @as.name)
(named_type (qualified_name) @qualified @as.name)
(optional_type) @type.optional
(union_type) @type.union
(intersection_type) @type.union
(primitive_type) @plain

; Definitions
(function_definition) @function
(function_definition name: (_) @name @as.name)
(function_definition return_type: (_) @as.result_type)
(function_definition body: (_) @group @as.body)
(method_declaration) @function.method
(method_declaration (static_modifier) @flag.static)
(method_declaration (abstract_modifier) @flag.abstract)
(method_declaration name: (_) @name @as.name)
(method_declaration return_type: (_) @as.result_type)
(method_declaration body: (_) @group @as.body)
(anonymous_function) @function.lambda
(anonymous_function return_type: (_) @as.result_type)
(anonymous_function body: (_) @group @as.body)
(anonymous_function_use_clause) @comment
(arrow_function) @function.lambda
(arrow_function return_type: (_) @as.result_type)
(arrow_function body: (_) @as.result)
(simple_parameter) @parameter
(simple_parameter type: (_) @as.type)
(simple_parameter name: (_) @as.name)
(simple_parameter default_value: (_) @as.value)
(variadic_parameter) @parameter.rest
(variadic_parameter name: (_) @as.name)
(property_promotion_parameter) @parameter.property
(property_promotion_parameter type: (_) @as.type)
(property_promotion_parameter name: (_) @as.name)
(property_promotion_parameter default_value: (_) @as.value)
(class_declaration) @class
(class_declaration (abstract_modifier) @flag.abstract)
(class_declaration name: (_) @name @as.name)
(class_declaration body: (_) @group @as.body)
(interface_declaration) @class.interface
(interface_declaration name: (_) @name @as.name)
(interface_declaration body: (_) @group @as.body)
(trait_declaration) @class.trait
(trait_declaration name: (_) @name @as.name)
(trait_declaration body: (_) @group @as.body)
(enum_declaration) @class.enum
(enum_declaration name: (_) @name @as.name)
(enum_declaration body: (_) @group @as.body)
(enum_case) @variable.enum_member
(enum_case name: (_) @name @as.name)
(anonymous_class) @class @as.callee
(anonymous_class body: (_) @group @as.body)
(base_clause (_) @as.base)
(class_interface_clause (_) @as.base)
(use_declaration) @traits
(property_declaration) @properties
(property_declaration type: (_) @as.type)
(property_element) @variable.field
(property_element name: (_) @as.name)
(property_element default_value: (_) @as.value)
(const_element) @variable.constant
(const_element . (name) @name @as.name)
(const_element (_) @as.value .)
(static_variable_declaration) @variable.var
(static_variable_declaration name: (_) @as.name)
(static_variable_declaration value: (_) @as.value)
(global_declaration) @global

; Statements
(return_statement) @return
(return_statement (_) @as.value)
(throw_expression) @throw
(throw_expression (_) @as.value)
(compound_statement) @group
(if_statement) @branch
(if_statement body: (_) @arm)
(else_if_clause) @arm
(else_clause) @arm.else
(switch_statement) @branch
(case_statement) @arm
(default_statement) @arm.else
(while_statement) @loop
(do_statement) @loop
(for_statement) @loop
(foreach_statement) @iterate @flag.declares
(foreach_statement . (_) @as.right)
(foreach_statement . (_) . (_) @as.left)
(foreach_statement . (_) . (pair (_) . (_) @as.left))
(foreach_statement . (_) . (pair) @group @as.pair)
(try_statement) @branch.try
(catch_clause) @catch
(catch_clause type: (_) @as.type)
(catch_clause name: (_) @as.left)
(catch_clause body: (_) @group @as.body)

; Names of other files
(namespace_definition) @package
(namespace_definition name: (_) @name @as.name)
(namespace_use_declaration) @import
(namespace_use_declaration (namespace_name) @name @as.source)
(namespace_use_clause) @item
(namespace_use_clause (qualified_name) @qualified @as.name)
(namespace_use_clause (name) @name @as.name)
(namespace_use_clause alias: (name) @name @as.alias)
(include_expression) @include
(include_once_expression) @include
(require_expression) @include
(require_once_expression) @include

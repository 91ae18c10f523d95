; Forms of Rust. General patterns stand first; a later pattern overrides an earlier one for the same node.
(source_file) @module
(block) @block
[(line_comment) (block_comment)] @comment

; Expressions
[(identifier) (shorthand_field_identifier)] @name
(self) @name
[(integer_literal) (float_literal) (char_literal)] @number
[(string_literal) (raw_string_literal)] @string
(call_expression) @call
(call_expression function: (_) @as.callee)
(arguments (_) @as.argument)
(generic_function) @generic
(generic_function function: (_) @as.name)
(generic_function type_arguments: (type_arguments (_) @as.argument))
(field_expression) @member
(field_expression value: (_) @as.object)
(field_expression field: (_) @as.property)
(field_expression field: (integer_literal) @number @as.key)
(scoped_identifier) @member
(scoped_identifier path: (_) @as.object)
(scoped_identifier path: [(identifier) (crate) (self) (super)] @name.root @as.object)
(scoped_identifier name: (_) @as.property)
(bracketed_type (_) @as.member) @type.union
(qualified_type) @type.union
(qualified_type type: (_) @as.member)
(struct_expression) @literal
(struct_expression name: (_) @as.type)
(field_initializer) @pair
(field_initializer field: (_) @name @as.key)
(field_initializer value: (_) @as.value)
(shorthand_field_initializer (identifier) @as.value) @pair
(base_field_initializer) @spread
(index_expression) @subscript
(index_expression . (_) @as.object)
(index_expression (_) @as.key .)
[(tuple_expression) (array_expression)] @list
(parenthesized_expression) @either
(parenthesized_expression (_) @as.value)
(reference_expression) @either
(reference_expression value: (_) @as.value)
(unary_expression) @operation
(unary_expression "*" (_) @as.value) @either
(binary_expression) @operation
(range_expression) @operation
(type_cast_expression) @either
(type_cast_expression value: (_) @as.value)
(try_expression) @either
(try_expression (_) @as.value)
(await_expression) @await
(await_expression (_) @as.value)
(closure_expression) @function.lambda
(closure_parameters (identifier) @parameter @name @as.name)
(closure_parameters [(tuple_pattern) (struct_pattern) (tuple_struct_pattern) (reference_pattern) (mut_pattern) (ref_pattern) (slice_pattern)] @as.patterned)
(closure_expression return_type: (_) @as.result_type)
(closure_expression body: (_) @as.result)
(macro_invocation) @call
(macro_invocation macro: (_) @as.callee)
(assignment_expression) @assign
(assignment_expression left: (_) @as.left)
(assignment_expression right: (_) @as.right)
(compound_assignment_expr) @operation

; Types
[(type_identifier) (primitive_type)] @type
(scoped_type_identifier) @member
(scoped_type_identifier path: (_) @as.object)
(scoped_type_identifier path: [(identifier) (crate) (self) (super)] @name.root @as.object)
(scoped_type_identifier name: (_) @as.property)
(generic_type) @type
(generic_type type: (_) @as.name)
(generic_type type_arguments: (type_arguments (_) @as.argument))
(generic_type_with_turbofish) @type
(generic_type_with_turbofish type: (_) @as.name)
(type_binding type: (_) @as.member) @type.union
[(reference_type) (pointer_type) (dynamic_type) (abstract_type) (bounded_type)] @type.union
(reference_type type: (_) @as.member)
(pointer_type type: (_) @as.member)
(dynamic_type trait: (_) @as.member)
(abstract_type trait: (_) @as.member)
(bounded_type (_) @as.member)
(lifetime) @lifetime
(array_type) @type.list
(array_type element: (_) @as.element)
(tuple_type) @type.tuple
(tuple_type (_) @as.member)
(function_type) @type.function
(unit_type) @type.function

; Definitions
(mod_item) @class.namespace
(mod_item name: (_) @as.name)
(mod_item body: (_) @as.body)
(mod_item !body) @import.mod
(function_item) @function
(function_item name: (_) @as.name)
(function_item return_type: (_) @as.result_type)
(function_item body: (_) @group @as.body)
(function_signature_item) @function.method
(function_signature_item name: (_) @as.name)
(function_signature_item return_type: (_) @as.result_type)
(parameters (parameter) @parameter)
(closure_parameters (parameter) @parameter)
(parameter pattern: (_) @as.pattern)
(parameter pattern: (identifier) @as.name)
(parameter type: (_) @as.type)
(self_parameter) @parameter.self
(self_parameter (self) @as.name)
(parameters (parameter pattern: (self) @as.name) @parameter.self)
(type_parameter) @generic_parameter
(type_parameter name: (_) @as.name)
(type_parameter bounds: (trait_bounds (_) @as.bound))
(where_predicate) @generic_parameter
(where_predicate left: (_) @as.name)
(where_predicate bounds: (trait_bounds (_) @as.bound))
(struct_item) @class.struct
(struct_item name: (_) @name @as.name)
(struct_item body: (_) @as.body)
(union_item) @class.struct
(union_item name: (_) @name @as.name)
(union_item body: (_) @as.body)
(field_declaration) @variable.field
(field_declaration name: (_) @name @as.name)
(field_declaration type: (_) @as.type)
(ordered_field_declaration_list type: (_) @as.positional)
(enum_item) @class.enum
(enum_item name: (_) @name @as.name)
(enum_item body: (_) @as.body)
(enum_variant) @class.enum_member
(enum_variant name: (_) @as.name)
(enum_variant body: (_) @as.body)
(trait_item) @class.trait
(trait_item name: (_) @name @as.name)
(trait_item bounds: (trait_bounds (_) @as.base))
(trait_item body: (_) @as.body)
(impl_item) @extension
(impl_item type: (_) @as.owner)
(impl_item trait: (_) @as.base)
(impl_item body: (_) @as.body)
[(const_item) (static_item)] @variable.constant
(const_item name: (_) @as.name)
(const_item type: (_) @as.type)
(const_item value: (_) @as.value)
(static_item name: (_) @as.name)
(static_item type: (_) @as.type)
(static_item value: (_) @as.value)
(type_item) @variable.constant
(type_item name: (_) @name @as.name)
(type_item type: (_) @as.value)
(associated_type) @ignored
(macro_definition) @function.macro
(macro_definition name: (_) @as.name)
(macro_rule) @ignored
(token_tree) @ignored
[(attribute_item) (inner_attribute_item) (visibility_modifier)] @ignored

; Statements
(block [(identifier) (self) (call_expression) (field_expression) (scoped_identifier) (struct_expression) (index_expression)
  (tuple_expression) (array_expression) (parenthesized_expression) (reference_expression) (unary_expression) (try_expression)
  (await_expression) (closure_expression) (macro_invocation) (if_expression) (match_expression) (block) (unsafe_block)
  (async_block) (type_cast_expression) (return_expression)] @as.value .)
(block (expression_statement [(if_expression) (match_expression) (block) (unsafe_block)] @as.value) .)
(let_declaration) @variable.let
(let_declaration pattern: (_) @as.pattern)
(let_declaration pattern: (identifier) @as.name)
(let_declaration type: (_) @as.type)
(let_declaration value: (_) @as.value)
(let_declaration alternative: (_) @as.alternative)
(let_condition) @variable.let
(let_condition pattern: (_) @as.pattern)
(let_condition pattern: (identifier) @as.name)
(let_condition value: (_) @as.value)
(return_expression) @return
(return_expression (_) @as.value)
(break_expression) @ignored_value
(for_expression) @iterate @flag.declares
(for_expression pattern: (_) @as.left)
(for_expression value: (_) @as.right)
[(while_expression) (loop_expression)] @loop
(if_expression) @block @branch
(if_expression consequence: (_) @arm @block)
(if_expression alternative: (else_clause (block) @arm.else @block))
(if_expression alternative: (else_clause (if_expression) @arm.else @block @branch))
(match_expression) @branch.match
(match_expression value: (_) @as.subject)
(match_arm) @arm @block
(match_arm pattern: (match_pattern . (_) @as.pattern))
(match_arm pattern: (match_pattern condition: (_) @as.condition))
(match_arm value: (_) @as.value)
(unsafe_block) @block
(async_block) @block

; Patterns
[(tuple_pattern) (slice_pattern)] @pattern.list
(tuple_struct_pattern) @pattern.variant
(tuple_struct_pattern type: (_) @as.type)
(struct_pattern) @pattern.variant
(struct_pattern type: (_) @as.type)
(field_pattern) @pair
(field_pattern name: (_) @name @as.key)
(field_pattern pattern: (_) @as.value)
[(mut_pattern) (ref_pattern) (reference_pattern) (or_pattern) (captured_pattern)] @group

; Imports
(use_declaration) @import.use
(use_declaration argument: (_) @as.source)
(extern_crate_declaration) @import.crate
(extern_crate_declaration name: (_) @as.source)
(extern_crate_declaration alias: (_) @as.alias)

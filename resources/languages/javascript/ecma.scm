; What JavaScript and TypeScript have in common.

(comment) @comment
(identifier) @name
(this) @this
(super) @super
(string) @string
(template_string) @string
(number) @number

; Functions

(function_declaration) @function
(generator_function_declaration "*" @flag.generator) @function
(function_expression) @function.expression
(generator_function "*" @flag.generator) @function.expression
(arrow_function) @function.lambda
(method_definition) @function.method
(function_declaration name: (_) @as.name)
(generator_function_declaration name: (_) @as.name)
(function_expression name: (_) @as.name)
(generator_function name: (_) @as.name)
(method_definition name: (_) @as.name)
(method_definition name: (computed_property_name) @computed @as.name)
(arrow_function parameter: (identifier) @parameter @name @as.name)
(arrow_function body: (expression) @as.result)

(function_declaration "async" @flag.async)
(generator_function_declaration "async" @flag.async)
(function_expression "async" @flag.async)
(generator_function "async" @flag.async)
(arrow_function "async" @flag.async)
(method_definition "async" @flag.async)
(method_definition "*" @flag.generator)
(method_definition "get" @flag.getter)
(method_definition "set" @flag.setter)
(method_definition "static" @flag.static)

; Blocks; the body of a function shares the scope of its parameters

(statement_block) @block
(function_declaration body: (statement_block) @group @as.body)
(generator_function_declaration body: (statement_block) @group @as.body)
(function_expression body: (statement_block) @group @as.body)
(generator_function body: (statement_block) @group @as.body)
(arrow_function body: (statement_block) @group @as.body)
(method_definition body: (statement_block) @group @as.body)

; Classes

(class_declaration) @class
(class) @class.expression
(class_declaration name: (_) @name @as.name)
(class name: (_) @name @as.name)
(class_declaration body: (class_body) @as.body)
(class body: (class_body) @as.body)
(class_static_block "static" @flag.static) @block.static
(class_static_block body: (statement_block) @group)
(decorator (_) @as.callee) @decorator

; Variables

(variable_declaration (variable_declarator) @variable.var)
(lexical_declaration kind: "let" (variable_declarator) @variable.let)
(lexical_declaration kind: "const" (variable_declarator) @variable.constant)
(variable_declarator name: (identifier) @as.name)
(variable_declarator name: (object_pattern) @as.pattern)
(variable_declarator name: (array_pattern) @as.pattern)
(variable_declarator value: (_) @as.value)

(assignment_expression left: (_) @as.left right: (_) @as.right) @assign
(augmented_assignment_expression left: (_) @as.left right: (_) @as.right) @assign.augmented
(augmented_assignment_expression operator: "??=") @assign.logical
(augmented_assignment_expression operator: "||=") @assign.logical
(augmented_assignment_expression operator: "&&=") @assign.logical

; Patterns

(object_pattern) @pattern.dict
(array_pattern) @pattern.list
(array_pattern "," . "," @hole)
(array_pattern . "[" . "," @hole)
(shorthand_property_identifier_pattern) @name
(pair_pattern key: (_) @as.key value: (_) @as.value) @pair
(pair_pattern key: (property_identifier) @name)
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @as.key right: (_) @as.default) @pair
(object_assignment_pattern left: (object_pattern) @as.left right: (_) @as.right) @pattern.default
(object_assignment_pattern left: (array_pattern) @as.left right: (_) @as.right) @pattern.default
(assignment_pattern left: (_) @as.left right: (_) @as.right) @pattern.default
(rest_pattern) @spread

; Statements

(return_statement) @return
(return_statement (expression) @as.value)
(return_statement (sequence_expression) @as.value)
(throw_statement (_) @as.value) @throw
(yield_expression) @yield
(yield_expression (expression) @as.value)
(yield_expression "*") @yield.from

(for_statement) @loop
(while_statement) @loop
(do_statement) @loop
(for_in_statement left: (_) @as.left right: (_) @as.right body: (_) @as.body) @iterate
(for_in_statement operator: "in") @iterate.keys
(for_in_statement "await") @iterate.await
(for_in_statement kind: ["const" "let" "var"] @flag.declares)

(if_statement) @branch
(if_statement consequence: (_) @arm)
(if_statement consequence: (statement_block) @arm @block)
(else_clause) @arm.else
(switch_statement) @block @branch
(switch_case) @arm
(switch_default) @arm.else
(try_statement) @branch.try
(try_statement body: (statement_block) @arm @block)
(catch_clause) @arm @block @catch
(catch_clause parameter: (_) @as.left)

; Expressions

(member_expression object: (_) @as.object property: (_) @as.property) @member
(subscript_expression object: (_) @as.object index: (_) @as.key) @subscript
(call_expression function: (_) @as.callee) @call
(call_expression function: (import) @name)
(new_expression constructor: (_) @as.callee) @new
(arguments (expression) @as.argument)
(arguments (spread_element) @as.argument)
(call_expression arguments: (template_string) @as.argument)
(spread_element) @spread
(await_expression (_) @as.value) @await
(ternary_expression) @either
(ternary_expression consequence: (_) @as.value alternative: (_) @as.value)
(ternary_expression condition: (_) @as.condition)

(unary_expression) @operation
(update_expression) @operation
(binary_expression) @operation
(binary_expression left: (_) @as.value operator: "||" right: (_) @as.value) @either
(binary_expression left: (_) @as.value operator: "??" right: (_) @as.value) @either
(binary_expression left: (_) @as.value operator: "&&" right: (_) @as.value) @either.and
(binary_expression left: (_) @as.subject operator: "instanceof" right: (_) @as.type) @narrowing
(template_substitution (_) @as.value)

(array) @list
(object) @dict
(shorthand_property_identifier) @name
(pair key: (_) @as.key value: (_) @as.value) @pair
(pair key: (property_identifier) @name)

; Imports and exports

(import_statement source: (string) @as.source) @import
(import_clause (identifier) @item.default @name @as.name)
(namespace_import (identifier) @as.name) @item.namespace
(import_specifier name: _ @as.name) @item
(import_specifier alias: (_) @as.alias)

(export_statement) @export
(export_statement declaration: (_) @as.definition)
(export_statement value: (_) @as.value)
(export_statement "default" @flag.default)
(export_statement source: (string) @as.source) @import
(export_statement "export" @flag.reexport source: (string))
(export_statement "*" @star)
(export_statement (namespace_export (_) @as.alias) @star)
(export_specifier name: _ @as.name) @item
(export_specifier alias: _ @as.alias)

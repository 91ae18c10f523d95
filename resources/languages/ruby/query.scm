; General patterns stand first; a later pattern overrides an earlier one for the same node.
(program) @module
(comment) @comment

; Expressions
(identifier) @name
(constant) @name
(instance_variable) @variable_of.instance
(class_variable) @variable_of.class
(global_variable) @name
(self) @this
(super) @super
[(integer) (float) (nil) (true) (false)] @number
(string) @string
(simple_symbol) @symbol
(hash_key_symbol) @symbol
(delimited_symbol) @symbol
(bare_string) @string
(bare_symbol) @symbol
(heredoc_body) @operation
(call) @call
(call receiver: (_) @as.object)
(call method: (_) @as.property)
(call method: (super) @super @as.property)
(argument_list (_) @as.argument)
(splat_argument) @spread
(hash_splat_argument) @spread.map
(block_argument) @block_argument
(call block: (_) @function.block)
(lambda) @function.lambda
(lambda body: (_) @as.body)
(scope_resolution) @member
(scope_resolution scope: (_) @as.object)
(scope_resolution name: (_) @name @as.property)
(element_reference) @subscript
(element_reference object: (_) @as.object)
(element_reference object: (_) . (_) @as.key)
(array) @list
(string_array) @list
(symbol_array) @list
(hash) @dict
(pair) @pair
(pair key: (_) @as.key)
(pair value: (_) @as.value)
(conditional) @either
(conditional consequence: (_) @as.value)
(conditional alternative: (_) @as.value)
(binary) @operation
(binary operator: "<<") @append
(binary operator: ["||" "or" "&&" "and"]) @either
(binary operator: ["||" "or"] left: (_) @as.value)
(binary operator: ["||" "or" "&&" "and"] right: (_) @as.value)
(unary) @operation
(unary operator: "defined?") @unevaluated
(assignment) @assign
(assignment left: (_) @as.left)
(assignment right: (_) @as.right)
(operator_assignment) @assign.augmented
(operator_assignment operator: ["||=" "&&="]) @assign.or
(operator_assignment left: (_) @as.left)
(operator_assignment right: (_) @as.right)
(left_assignment_list) @pattern.list
(destructured_left_assignment) @pattern.list
(rest_assignment) @spread
(right_assignment_list) @list
(yield) @yield

; Definitions
(method) @function.method
(method name: (_) @name @as.name)
(method name: (setter) @name @as.name)
(method body: (_) @as.body)
(singleton_method) @function.singleton
(singleton_method object: (_) @as.owner)
(singleton_method name: (_) @name @as.name)
(singleton_method body: (_) @as.body)
(block_body) @group
(do_block body: (_) @group @as.body)
(block body: (_) @group @as.body)
(method_parameters (identifier) @parameter @name @as.name)
(lambda_parameters (identifier) @parameter @name @as.name)
(block_parameters (identifier) @parameter @name @as.name)
(optional_parameter) @parameter
(optional_parameter name: (_) @name @as.name)
(optional_parameter value: (_) @as.value)
(splat_parameter) @parameter.rest
(splat_parameter name: (_) @name @as.name)
(keyword_parameter) @parameter.keyword_only
(keyword_parameter name: (_) @name @as.name)
(keyword_parameter value: (_) @as.value)
(hash_splat_parameter) @parameter.keywords
(hash_splat_parameter name: (_) @name @as.name)
(block_parameter) @parameter.block
(block_parameter name: (_) @name @as.name)
(destructured_parameter) @parameter
(destructured_parameter (identifier) @name)
(class) @class
(class name: (_) @as.name)
(class superclass: (superclass (_) @as.base))
(class body: (_) @as.body)
(module) @class.module
(module name: (_) @as.name)
(module body: (_) @as.body)
(singleton_class) @singleton
(singleton_class body: (_) @as.body)
(alias) @alias
(alias name: (_) @name @as.name)
(alias alias: (_) @name @as.value)

; Statements
(return) @return
(return (argument_list) @as.value)
(return (argument_list (_) @as.value))
(return (argument_list) @group)
(if) @branch
(if consequence: (_) @arm)
(unless) @branch
(unless consequence: (_) @arm)
(elsif) @arm
(elsif consequence: (_) @group)
(else) @arm.else
(if_modifier) @branch
(if_modifier body: (_) @as.modified)
(if_modifier condition: (_) @as.condition)
(unless_modifier) @branch
(unless_modifier body: (_) @as.modified)
(unless_modifier condition: (_) @as.condition)
(case) @branch
(when) @arm
(case_match) @branch
(in_clause) @arm
(while) @loop
(until) @loop
(while_modifier) @loop
(until_modifier) @loop
(for) @iterate @flag.declares
(for pattern: (_) @as.left)
(for value: (in (_) @as.right))
(rescue) @catch
(rescue exceptions: (exceptions (_) @as.type))
(rescue variable: (exception_variable (_) @as.left))
(rescue body: (_) @as.body)
(rescue_modifier) @either
(rescue_modifier body: (_) @as.value)
(rescue_modifier handler: (_) @as.value)

; Forms of Python; the words are those of src/core/code-index/forms.ts. General patterns first: the later pattern wins.

(identifier) @name
(string) @string
(integer) @number
(comment) @comment
(module . (expression_statement . (string) @docstring))
(block . (expression_statement . (string) @docstring))

; Definitions
(function_definition) @function
(function_definition "async" @flag.async)
(function_definition name: (_) @as.name)
(function_definition body: (_) @as.body)
(function_definition return_type: (_) @as.result_type)
(lambda) @function.lambda
(lambda body: (_) @as.result)
(class_definition) @class
(class_definition name: (_) @as.name)
(class_definition body: (_) @as.body)
(class_definition superclasses: (argument_list (_) @as.base))
(decorator) @decorator

; Parameters
(parameters (identifier) @parameter @name @as.name)
(lambda_parameters (identifier) @parameter @name @as.name)
(default_parameter) @parameter
(default_parameter name: (_) @as.name)
(default_parameter value: (_) @as.value)
(typed_parameter) @parameter
(typed_parameter (identifier) @as.name)
(typed_parameter type: (_) @as.type)
(typed_parameter (list_splat_pattern (identifier) @as.name)) @parameter.rest
(typed_parameter (dictionary_splat_pattern (identifier) @as.name)) @parameter.keywords
(typed_default_parameter) @parameter
(typed_default_parameter name: (_) @as.name)
(typed_default_parameter type: (_) @as.type)
(typed_default_parameter value: (_) @as.value)
(parameters (list_splat_pattern (identifier) @as.name) @parameter.rest)
(parameters (dictionary_splat_pattern (identifier) @as.name) @parameter.keywords)
(lambda_parameters (list_splat_pattern (identifier) @as.name) @parameter.rest)
(lambda_parameters (dictionary_splat_pattern (identifier) @as.name) @parameter.keywords)
(keyword_separator) @parameter.separator

; Statements
(assignment) @assign
(assignment left: (_) @as.left)
(assignment right: (_) @as.right)
(assignment type: (_) @as.type)
(augmented_assignment) @assign.augmented
(augmented_assignment left: (_) @as.left)
(augmented_assignment right: (_) @as.right)
(named_expression) @assign
(named_expression name: (_) @as.left)
(named_expression value: (_) @as.right)
(return_statement) @return
(return_statement (_) @as.value)
(yield) @yield
(yield "from") @yield.from
(yield (_) @as.value)
(raise_statement) @throw
(raise_statement . (_) @as.value)
(for_statement) @iterate
(for_statement left: (_) @as.left)
(for_statement right: (_) @as.right)
(while_statement) @loop
(with_item) @with
(with_item value: [(identifier) (call) (attribute) (subscript) (await) (parenthesized_expression) (conditional_expression)] @as.value)
(with_item (as_pattern . (_) @as.value))
(with_item (as_pattern alias: (as_pattern_target (_) @as.left)))
(with_statement "async" (with_clause (with_item) @flag.async))
(if_statement) @branch
(if_statement consequence: (_) @arm)
(elif_clause) @arm
(if_statement alternative: (else_clause) @arm.else)
(match_statement) @branch.match
(match_statement subject: (_) @as.subject)
(case_clause) @arm
(case_clause (case_pattern) @as.left)
(case_pattern (as_pattern) @pattern.as)
(case_pattern (dotted_name (identifier) . (identifier)) @type)
(class_pattern) @pattern.class
(class_pattern . (dotted_name) @type.named @as.type)
(keyword_pattern) @pair
(keyword_pattern . (identifier) @as.key)
(keyword_pattern (_) @as.value .)
(dict_pattern) @pattern.values
(splat_pattern) @spread
(try_statement) @branch.try
(try_statement body: (_) @arm)
(try_statement (else_clause) @arm)
(except_clause) @arm @catch
(except_clause value: [(identifier) (attribute) (tuple) (call)] @as.type)
(except_clause (as_pattern . (_) @as.type))
(except_clause (as_pattern alias: (as_pattern_target (_) @as.left)))
(except_clause (block) @as.body)
(global_statement) @global
(nonlocal_statement) @global

; Expressions
(call) @call
(call function: (_) @as.callee)
(call arguments: (argument_list (_) @as.argument))
(call arguments: (generator_expression) @as.argument)
(keyword_argument) @keyword
(keyword_argument name: (_) @as.name)
(keyword_argument value: (_) @as.value)
(list_splat) @spread
(dictionary_splat) @spread.map
(attribute) @member
(attribute object: (_) @as.object)
(attribute attribute: (_) @as.property)
(subscript) @subscript
(subscript value: (_) @as.object)
(subscript subscript: (_) @as.key)
(slice) @slice
[(list) (tuple) (set) (expression_list)] @list
(dictionary) @dict
(pair) @pair
(pair key: (_) @as.key)
(pair value: (_) @as.value)
[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @comprehension
(list_comprehension body: (_) @as.result)
(set_comprehension body: (_) @as.result)
(dictionary_comprehension body: (_) @as.result)
(generator_expression body: (_) @as.result)
(for_in_clause) @iterate
(for_in_clause left: (_) @as.left)
(for_in_clause right: (_) @as.right)
(binary_operator left: (_) @as.left)
(binary_operator right: (_) @as.right)
(binary_operator operator: "+") @operator.add
(binary_operator operator: "-") @operator.sub
(binary_operator operator: "*") @operator.mul
(binary_operator operator: "/") @operator.div
(binary_operator operator: "//") @operator.floordiv
(binary_operator operator: "%") @operator.mod
(binary_operator operator: "**") @operator.pow
(binary_operator operator: "@") @operator.matmul
(binary_operator operator: "&") @operator.and
(binary_operator operator: "|") @operator.or
(binary_operator operator: "^") @operator.xor
(binary_operator operator: "<<") @operator.lshift
(binary_operator operator: ">>") @operator.rshift
(comparison_operator . (_) @as.left)
(comparison_operator (_) @as.right .)
(comparison_operator operators: "==") @operator.eq
(comparison_operator operators: "!=") @operator.ne
(comparison_operator operators: "<") @operator.lt
(comparison_operator operators: "<=") @operator.le
(comparison_operator operators: ">") @operator.gt
(comparison_operator operators: ">=") @operator.ge
(comparison_operator operators: "in") @operator.in
(comparison_operator operators: "not in") @operator.in
(not_operator) @operator.not
(conditional_expression) @either
(conditional_expression . (_) @as.value)
(conditional_expression (_) @as.value .)
(boolean_operator) @either
(boolean_operator left: (_) @as.value)
(boolean_operator right: (_) @as.value)
(parenthesized_expression) @either
(parenthesized_expression (_) @as.value)
(await) @await
(await (_) @as.value)
[(pattern_list) (tuple_pattern) (list_pattern)] @pattern.list
(pattern_list (list_splat_pattern) @spread)
(tuple_pattern (list_splat_pattern) @spread)
(list_pattern (list_splat_pattern) @spread)

; Types
(type) @type
(generic_type) @type
(generic_type (identifier) @as.name)
(generic_type (type_parameter (type) @as.argument))

; Imports
(import_statement) @import
(import_statement name: (dotted_name) @item)
(import_from_statement) @import
(import_from_statement module_name: (_) @as.source)
(import_from_statement name: (dotted_name) @item)
(aliased_import) @item
(aliased_import name: (_) @as.name)
(aliased_import alias: (_) @as.alias)
(wildcard_import) @star
(future_import_statement) @comment

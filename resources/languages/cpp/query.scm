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
(decltype) @unevaluated
(call_expression function: (_) @as.callee)
(argument_list (_) @as.argument)
(field_expression) @member
(field_expression argument: (_) @as.object)
(field_expression field: (field_identifier) @name @as.property)
(field_expression field: (_) @as.property)
(template_method name: (field_identifier) @name @as.name) @generic
(field_expression field: (destructor_name) @name @as.property)
(subscript_expression) @subscript
(subscript_expression argument: (_) @as.object)
(subscript_argument_list (_) @as.key)
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

(this) @this
(qualified_identifier) @qualified
(namespace_identifier) @name
(nested_namespace_specifier) @qualified
(qualified_identifier name: [(type_identifier) (operator_name) (destructor_name)] @name)
(template_function name: (identifier) @name @as.name) @generic
(template_type name: (type_identifier) @name @as.name) @type
(template_argument_list (type_descriptor) @type @as.argument)
(new_expression) @new
(new_expression type: (_) @as.callee)
(new_expression type: (type_identifier) @type @name @as.name)
(delete_expression) @delete
(lambda_expression) @function.lambda
(lambda_capture_specifier) @captures
(type_descriptor type: (qualified_identifier) @qualified)
(subscript_argument_list (_) @as.key)

; Types
(struct_specifier name: (type_identifier) @name @as.name)
(union_specifier name: (type_identifier) @name @as.name)
(enum_specifier name: (type_identifier) @name @as.name)
(struct_specifier !body) @type
(union_specifier !body) @type
(enum_specifier !body) @type

; Declarations: the shaping of C declarators joins each declarator with the type before them
(declaration) @declare
(declaration type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(declaration declarator: (_) @variable)
(declaration declarator: (identifier) @variable @name @as.name)
(field_declaration) @declare.field
(field_declaration default_value: (_) @as.value)
(field_declaration type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(field_declaration declarator: (_) @variable)
(field_declaration declarator: (field_identifier) @variable @name @as.name)
(type_definition) @declare.type
(type_definition type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(type_definition declarator: (_) @variable)
(type_definition declarator: [(type_identifier) (primitive_type)] @variable @name @as.name)
(init_declarator declarator: (identifier) @name @as.name)
(init_declarator declarator: (qualified_identifier) @as.name)
(init_declarator value: (_) @as.value)
(init_declarator value: (argument_list) @construct @as.value)
(init_declarator "=") @flag.assigns
(reference_declarator) @reference
(reference_declarator [(identifier) (field_identifier)] @name @as.name)
(pointer_declarator) @pointer
(pointer_declarator declarator: [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(parenthesized_declarator [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(array_declarator) @array
(array_declarator declarator: [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(attributed_declarator [(identifier) (field_identifier) (type_identifier)] @name @as.name)
(declaration declarator: (pointer_declarator) @variable @pointer)
(field_declaration declarator: (pointer_declarator) @variable @pointer)
(type_definition declarator: (pointer_declarator) @variable @pointer)
(declaration declarator: (reference_declarator) @variable @reference)
(field_declaration declarator: (reference_declarator) @variable @reference)
(declaration declarator: (array_declarator) @variable @array)
(field_declaration declarator: (array_declarator) @variable @array)
(type_definition declarator: (array_declarator) @variable @array)
(function_declarator declarator: [(identifier) (field_identifier) (type_identifier) (destructor_name) (operator_name)] @name @as.name) @signature
(function_declarator declarator: (qualified_identifier) @as.name) @signature
(function_declarator declarator: (template_function) @as.name) @signature
(declaration declarator: (function_declarator declarator: [(identifier) (destructor_name) (operator_name) (qualified_identifier)]) @variable @signature)
(field_declaration declarator: (function_declarator declarator: [(field_identifier) (destructor_name) (operator_name)]) @variable @signature)
(operator_cast) @signature
(operator_cast type: (_) @name @as.name)
(parameter_declaration) @parameter
(optional_parameter_declaration) @parameter @flag.optional
(optional_parameter_declaration type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(optional_parameter_declaration declarator: (identifier) @name @as.name)
(optional_parameter_declaration default_value: (_) @as.value)
(variadic_parameter_declaration) @parameter.rest
(variadic_parameter_declaration (variadic_declarator (identifier) @name @as.name))
(parameter_declaration type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(parameter_declaration declarator: (identifier) @name @as.name)
(enumerator) @variable.enum_member
(enumerator name: (_) @name @as.name)
(enumerator value: (_) @as.value)

; Definitions
(namespace_definition name: (_) @as.name) @class.namespace
(namespace_definition name: (namespace_identifier) @name @as.name)
(namespace_definition name: (nested_namespace_specifier) @qualified @as.name)
(namespace_definition name: (_) body: (_) @as.body)
(class_specifier name: (type_identifier) @name @as.name)
(class_specifier name: (_) @as.name)
(class_specifier !body) @type
(class_specifier body: (_) @as.body) @class
(base_class_clause [(type_identifier) (template_type) (qualified_identifier)] @as.base)
(field_initializer) @initializer
(field_initializer . (_) @as.name)
(field_initializer . (field_identifier) @name @as.name)
(trailing_return_type (type_descriptor) @type @as.result_type)
(alias_declaration) @class.type
(alias_declaration name: (_) @name @as.name)
(alias_declaration type: (_) @type @as.base)
(namespace_alias_definition name: (_) @name @as.name) @alias
(namespace_alias_definition [(nested_namespace_specifier) (qualified_identifier)] @qualified @as.value)
(namespace_alias_definition (namespace_identifier) @name @as.value .)
(using_declaration) @using
(using_declaration "namespace") @using.namespace
(using_declaration (_) @as.source)
(using_declaration (identifier) @name @as.source)
(default_method_clause) @default
(delete_method_clause) @deleted
(function_definition) @function
(function_definition type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.result_type)
(compound_statement) @block
(function_definition body: (_) @group @as.body)
(lambda_expression body: (_) @group @as.body)
(struct_specifier body: (_) @as.body) @class.struct
(union_specifier body: (_) @as.body) @class.struct
(enum_specifier body: (_) @as.body) @class.enum
(preproc_function_def name: (_) @name @as.name) @function.macro
(preproc_function_def value: (_) @as.body)
(preproc_params (identifier) @parameter @name @as.name)
(preproc_def name: (_) @name @as.name) @function.macro @flag.object

; Statements
(return_statement) @return
(co_return_statement) @return
(co_return_statement (_) @as.value)
(throw_statement) @throw
(throw_statement (_) @as.value)
(co_await_expression) @await
(for_range_loop) @iterate @flag.declares
(for_range_loop type: [(type_identifier) (qualified_identifier) (template_type) (class_specifier) (struct_specifier) (union_specifier) (enum_specifier)] @as.type)
(for_range_loop declarator: (_) @as.left)
(for_range_loop declarator: (identifier) @name @as.left)
(for_range_loop right: (_) @as.right)
(structured_binding_declarator) @pattern.list
(try_statement) @branch.try
(catch_clause) @catch
(catch_clause (parameter_list (parameter_declaration) @parameter @as.left))
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
(if_statement consequence: (for_range_loop) @arm @iterate @flag.declares)
(if_statement consequence: (try_statement) @arm @branch.try)
(else_clause) @arm.else
(switch_statement) @branch
(case_statement) @arm
(case_statement "default") @arm.else

; Includes
(preproc_include) @include
(preproc_include path: (_) @as.source)

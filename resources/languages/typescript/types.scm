; What TypeScript adds to JavaScript, with and without JSX.

; Types

(type_identifier) @type @name @as.name
(generic_type) @type
(generic_type name: (type_identifier) @name @as.name)
(nested_type_identifier module: (_) @as.object name: (_) @as.property) @type @member @as.name
(nested_type_identifier name: (type_identifier) @name)
(generic_type name: (nested_type_identifier) @member @as.name)
(nested_identifier object: (_) @as.object property: (_) @as.property) @member
(type_arguments (type) @as.argument)
(array_type (_) @as.element) @type.list
(union_type (type) @as.member) @type.union
(intersection_type (type) @as.member) @type.intersection
(tuple_type (_) @as.member) @type.tuple
(tuple_type (required_parameter) @group)
(tuple_type (optional_parameter) @group)
(rest_type (_) @as.element) @type.rest
(object_type) @type.object
(function_type) @type.function
(function_type return_type: (type) @as.result)
(constructor_type type: (_) @as.result) @type.constructor
(conditional_type consequence: (_) @as.member alternative: (_) @as.member) @type.conditional
(conditional_type left: (_) @as.left)
(conditional_type right: (_) @as.right)
(lookup_type . (_) @as.object (_) @as.key .) @type.lookup
(index_type_query) @type.keyof
(type_query (_) @as.value) @type.typeof
(literal_type) @type.literal
(template_literal_type) @type.literal
(this_type) @type.this
(predefined_type) @type.primitive
(type_predicate type: (_) @as.type) @type.guard
(type_predicate name: (_) @as.name)
(mapped_type_clause name: (type_identifier) @as.name) @type.mapped
(mapped_type_clause type: (_) @as.type)
(type_annotation (type) @as.type)
(type_parameter name: (type_identifier) @name @as.type_parameter)
(constraint (type) @as.constraint)
(default_type (type) @as.default_type)

; Functions

(function_signature name: (_) @as.name) @function
(method_signature name: (_) @as.name) @function.method
(method_signature name: (computed_property_name) @computed @as.name)
(method_signature "get" @flag.getter)
(method_signature "set" @flag.setter)
(method_signature "static" @flag.static)
(abstract_method_signature name: (_) @as.name) @function.method
(abstract_method_signature "abstract" @flag.abstract)
(abstract_method_signature "get" @flag.getter)
(abstract_method_signature "set" @flag.setter)
(call_signature) @function.call
(construct_signature) @function.construct

(function_declaration return_type: (type_annotation (type) @as.result_type))
(generator_function_declaration return_type: (type_annotation (type) @as.result_type))
(function_expression return_type: (type_annotation (type) @as.result_type))
(generator_function return_type: (type_annotation (type) @as.result_type))
(arrow_function return_type: (type_annotation (type) @as.result_type))
(method_definition return_type: (type_annotation (type) @as.result_type))
(function_signature return_type: (type_annotation (type) @as.result_type))
(method_signature return_type: (type_annotation (type) @as.result_type))
(abstract_method_signature return_type: (type_annotation (type) @as.result_type))
(call_signature return_type: (type_annotation (type) @as.result_type))
(construct_signature type: (type_annotation (type) @as.result_type))
(type_predicate_annotation (type_predicate) @as.result_type)
(asserts_annotation (asserts (type_predicate) @as.result_type))
(asserts "asserts" @flag.asserts)

(required_parameter) @parameter
(optional_parameter) @parameter
(required_parameter (accessibility_modifier)) @parameter.property
(required_parameter "readonly") @parameter.property
(optional_parameter (accessibility_modifier)) @parameter.property
(optional_parameter "readonly") @parameter.property
(required_parameter pattern: (identifier) @as.name)
(optional_parameter pattern: (identifier) @as.name)
(required_parameter pattern: (object_pattern) @as.pattern)
(optional_parameter pattern: (object_pattern) @as.pattern)
(required_parameter pattern: (array_pattern) @as.pattern)
(optional_parameter pattern: (array_pattern) @as.pattern)
(required_parameter value: (_) @as.value)
(required_parameter pattern: (rest_pattern)) @parameter.rest
(required_parameter pattern: (rest_pattern) @group)
(required_parameter pattern: (rest_pattern (identifier) @name @as.name))
(required_parameter pattern: (this)) @parameter.self
(required_parameter pattern: (this) @name @as.name)
(function_type parameters: (formal_parameters (required_parameter) @group @as.parameter))
(function_type parameters: (formal_parameters (optional_parameter) @group @as.parameter))
(constructor_type parameters: (formal_parameters (required_parameter) @group @as.parameter))
(constructor_type parameters: (formal_parameters (optional_parameter) @group @as.parameter))

; Classes and what resembles them

(class_declaration name: (type_identifier) @name @as.name)
(class name: (type_identifier) @name @as.name)
(abstract_class_declaration name: (_) @name @as.name) @class
(abstract_class_declaration "abstract" @flag.abstract)
(abstract_class_declaration body: (class_body) @as.body)
(extends_clause value: (_) @as.base)
(extends_clause type_arguments: (type_arguments (type) @as.base_argument))
(implements_clause (type) @as.base)
(interface_declaration name: (_) @name @as.name) @class.interface
(interface_declaration body: (_) @group @as.body)
(extends_type_clause type: (_) @as.base)
(enum_declaration name: (_) @as.name body: (_) @as.body) @class.enum
(enum_body name: (_) @variable.enum_member @name @as.name)
(enum_assignment name: (_) @as.name value: (_) @as.value) @variable.enum_member
(type_alias_declaration name: (_) @name @as.name value: (_) @as.value) @class.type
(internal_module name: (_) @as.name) @class.namespace
(internal_module body: (statement_block) @group @as.body)
(module name: (_) @as.name) @class.namespace
(module body: (statement_block) @group @as.body)
(ambient_declaration (statement_block) @group)

(public_field_definition name: (_) @as.name) @variable.field
(public_field_definition name: (computed_property_name) @computed @as.name)
(public_field_definition value: (_) @as.value)
(public_field_definition "static" @flag.static)
(property_signature name: (_) @as.name) @variable.field
(property_signature name: (computed_property_name) @computed @as.name)
(index_signature type: (type_annotation (type) @as.type)) @variable.index

; Expressions

(as_expression (expression) @as.value) @cast
(as_expression (expression) (type) @as.type)
(satisfies_expression (expression) @as.value (type) @as.satisfies) @cast
(call_expression type_arguments: (type_arguments (type) @as.type_argument))
(new_expression type_arguments: (type_arguments (type) @as.type_argument))
(catch_clause body: (statement_block) @group @as.body)

; Imports

(import_statement "type" @flag.type)
(import_specifier "type" @flag.type)
(export_statement "type" @flag.type)
(import_require_clause (identifier) @item.require @name @as.name source: (string) @as.source)
(import_statement (import_require_clause)) @import
(export_statement "=" @flag.whole)
(export_statement "=" (_) @as.value)
(import_alias . (identifier) @as.name (_) @as.value .) @variable.constant

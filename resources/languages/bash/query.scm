; The shaping of shell forms gives words, expansions and commands their meaning; here they only get their kinds.
(program) @module
(comment) @comment

(word) @word
(number) @word
(concatenation) @text
(string) @text
(raw_string) @word.raw
(ansi_c_string) @word.raw
(simple_expansion) @expansion
(simple_expansion (variable_name) @name @as.name)
(simple_expansion (special_variable_name) @name @as.name)
(expansion) @expansion
(expansion (variable_name) @name @as.name)
(expansion (special_variable_name) @name @as.name)
(expansion (subscript) @subscript @as.element)
(subscript name: (variable_name) @name @as.name)

(command) @command
(command name: (_) @group @as.callee)
(command argument: (_) @as.argument)
(declaration_command) @declare
(variable_assignment) @assign
(variable_assignment name: (_) @name @as.left)
(variable_assignment value: (_) @as.right)
(array) @list

(function_definition) @function
(function_definition name: (_) @name @as.name)
(function_definition body: (_) @group @as.body)

(if_statement) @branch
(if_statement condition: (_) @as.condition)
(elif_clause) @arm
(else_clause) @arm.else
(case_statement) @branch
(case_item) @arm
(while_statement) @loop
(for_statement) @iterate @flag.declares
(for_statement variable: (_) @name @as.left)
(for_statement value: (_) @as.right)
(c_style_for_statement) @loop

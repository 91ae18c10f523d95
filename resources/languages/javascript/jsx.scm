; An element calls its component; a name in small letters is an element of the document.

(jsx_opening_element name: (identifier) @group)
(jsx_self_closing_element name: (identifier) @group)
(jsx_closing_element name: (_) @group)
((jsx_opening_element name: (identifier) @name @as.callee) @call.element
  (#match? @as.callee "^[A-Z_$]"))
((jsx_self_closing_element name: (identifier) @name @as.callee) @call.element
  (#match? @as.callee "^[A-Z_$]"))
(jsx_opening_element name: (member_expression) @as.callee) @call.element
(jsx_self_closing_element name: (member_expression) @as.callee) @call.element
(jsx_attribute (property_identifier) @as.name) @keyword
(jsx_attribute (jsx_expression) @as.value)

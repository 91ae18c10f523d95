require_relative 'extra'

r = Report.new
r.heading
r.title

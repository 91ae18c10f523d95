require 'json'
require_relative 'lib/app/store'
require 'app/format'

store = App::Store.new
store.save('x')
App::Format.pretty('y')

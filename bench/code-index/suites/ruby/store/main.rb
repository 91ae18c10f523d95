$LOAD_PATH.unshift File.expand_path('lib', __dir__)
require 'store/cart'

def build_cart
  cart = Store::Cart.new
  cart.add(Store::Item.new('apple', 1)).add(Store::Item.new('pear', 2))
  cart
end

def format_item(item)
  item.name
end

cart = build_cart
cart.each { |item| format_item(item) }
puts cart.total
cart.report { |i| format_item(i) }

require_relative 'traits'

class Account
  include Comparable
  include Loggable
  extend Findable
  prepend Audited

  def pay
    log 'pay'
  end

  def level
    1
  end
end

Account.find(1)
account = Account.new
account.pay
account.log('direct')

require_relative 'concerns'
class ApplicationService
  def self.call(*args, **kwargs, &block)
    new(*args, **kwargs).call(&block)
  end
end
class CreateUser < ApplicationService
  include Validatable
  def initialize(params)
    @params = params
  end
  def call
    validate!(@params)
    user = User.create(@params)
    notify(user) if user
    user
  end
  private
  def notify(user)
    Mailer.new.deliver(user)
  end
end
class User
  def self.create(attrs)
    new(attrs).tap(&:save)
  end
  def initialize(attrs)
    @attrs = attrs
  end
  def save
    persist
  end
  def persist; end
end
class Mailer
  def deliver(user)
    render(user)
  end
  def render(user) = "hi"
end
CreateUser.call({ name: 'a' })

class Engine
  def start
    ignite
  end

  def ignite; end
end

class Car
  attr_accessor :engine, :driver

  def initialize(engine)
    @engine = engine
  end

  def go
    @engine.start
    engine.start
    driver.steer
  end
end

class Driver
  def steer; end
end

car = Car.new(Engine.new)
car.driver = Driver.new
car.go
car.engine.start

class Animal
  attr_reader :name

  def initialize(name)
    @name = name
  end

  def speak
    "#{title}: #{sound}"
  end

  def title
    self.prefix + name
  end

  def sound
    '...'
  end

  protected

  def prefix
    'Mx '
  end
end

class Dog < Animal
  def initialize(name)
    super(name)
    @tricks = []
  end

  def sound
    bark
  end

  private

  def bark
    'woof'
  end
end

class Puppy < Dog
  def sound
    super + '!'
  end
end

dog = Dog.new('Rex')
dog.speak
Puppy.new('Bit').sound

module Loggable
  def log(text)
    write("#{level}: #{text}")
  end

  def write(text)
    puts text
  end
end

module Findable
  def find(id)
    build
  end

  def build
    nil
  end
end

module Audited
  def pay
    audit
    super
  end

  def audit; end
end

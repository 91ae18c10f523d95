module Stamped
  def save
    stamp
    super
  end

  def stamp; end
end

class Record
  def save(*args)
    write
  end

  def write; end
end

class Post < Record
  include Stamped

  def save
    super
    notify
  end

  def notify; end
end

Post.new.save
